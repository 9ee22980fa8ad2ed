// Package reading turns the bytes of one streamed reply into what is known of it. It is the functional core of capture:
// no socket and no clock, every instant is a parameter.
package reading

import (
	"bytes"
	"unicode"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

// Options say how to read a reply.
type Options struct {
	Framing framing.Kind
	Rules   *rules.Set
	Keep
}

// Keep says what is kept beyond counts and instants.
type Keep struct{ Text, Times, Frames bool }

// Reader reads one reply.
type Reader struct {
	options  Options
	splitter framing.Splitter
	// lookup is borrowed while bytes are dealt with, by the first frame that needs it.
	lookup *rules.Lookup
	log    *pieceLog
	found  Findings
	alike  likeness
	// at is the instant of the bytes being fed, in milliseconds since the call.
	at float64
	// unknown is the beginning of the lines before the first frame that are no fields of an event stream.
	unknown []byte
	// ended is set by the frame that the end rule matches.
	ended      bool
	frameCount int
}

// NewReader makes a reader for one reply.
func NewReader(options Options) *Reader {
	if options.Rules == nil {
		options.Rules = rules.Empty
	}
	r := &Reader{
		options: options,
		log:     newPieceLog(options.Rules.Channels, options.Keep),
	}
	r.found.extra = make([][]byte, len(options.Rules.ExtraNames))
	r.splitter = framing.New(options.Framing, (*sink)(r))
	return r
}

// Feed takes bytes that were read at that instant. After an error nothing more may be fed.
func (r *Reader) Feed(chunk []byte, atMs float64) error {
	r.at = atMs
	err := r.splitter.Feed(chunk)
	r.giveBack()
	return err
}

// borrow gives the lookup to a frame that is not like the last one: most frames need none.
func (r *Reader) borrow() *rules.Lookup {
	if r.lookup == nil {
		r.lookup = r.options.Rules.Borrow()
	}
	return r.lookup
}

func (r *Reader) giveBack() {
	if r.lookup != nil {
		r.options.Rules.Return(r.lookup)
		r.lookup = nil
	}
}

// Close says that no more comes, for whatever reason. What a last unfinished frame brings came with the last bytes fed.
func (r *Reader) Close() error {
	err := r.splitter.Close()
	r.giveBack()
	// Fields that the standard does not know are legal beside frames. Where they are all that came, as of a page under
	// the label of a stream, it was no stream.
	if r.frameCount == 0 && len(r.unknown) > 0 {
		r.found.noteMalformed(r.unknown)
	}
	return err
}

// Whole takes a reply that came whole as one frame: its pieces have no arrival of their own but the end. Servers pad long
// waits with empty lines before the JSON (DeepSeek), so white space around it means nothing.
func (r *Reader) Whole(body []byte, atMs float64) {
	r.at = atMs
	(*sink)(r).Frame(bytes.TrimFunc(body, func(c rune) bool { return unicode.IsSpace(c) || c == '\ufeff' }))
	r.giveBack()
	r.found.FirstFrame, r.found.FinishFrame, r.found.RoleOnlyFirst = nil, nil, false
}

// Ended tells whether the end rule has matched.
func (r *Reader) Ended() bool { return r.ended }

// FrameCount is the number of frames so far.
func (r *Reader) FrameCount() int { return r.frameCount }

// Protocol notes that the peer broke the framing.
func (r *Reader) Protocol(failure error) { r.found.noteMalformed([]byte(failure.Error())) }

// sink keeps the splitter's callbacks off the Reader's own methods.
type sink Reader

func (s *sink) Comment() {
	if !s.ended {
		s.found.Comments++
	}
}

func (s *sink) Frame(data []byte)   { (*Reader)(s).frame(data, plain) }
func (s *sink) Failure(data []byte) { (*Reader)(s).frame(data, failure) }
func (s *sink) Stray(data []byte)   { (*Reader)(s).frame(data, stray) }

func (s *sink) Unknown(line []byte) {
	if s.frameCount > 0 || len(s.unknown) >= malformedBytes {
		return
	}
	if s.unknown != nil {
		s.unknown = append(s.unknown, '\n')
	}
	s.unknown = append(s.unknown, line[:min(len(line), malformedBytes)]...)
}

// kind is what the framing says of a frame.
type kind int

const (
	plain kind = iota
	// failure is an event named `error`: an error whatever it holds.
	failure
	// stray has no `data:` before it: Google's own client takes an error for one there, and nothing else.
	stray
)

func (r *Reader) frame(data []byte, as kind) {
	isMark := r.options.Rules.EndData != nil && string(data) == *r.options.Rules.EndData
	if text, ok := r.alike.text(data); ok && !isMark && !r.ended && as == plain {
		r.frameCount++
		r.log.add(r.alike.channel, r.frameCount, r.at, text)
		return
	}
	isJSON := !isMark && r.borrow().Read(data) && (as != stray || r.lookup.HasError())
	told := isJSON && r.found.noteOutcome(r.lookup, data)
	if as == failure && !isMark {
		r.found.noteError(data)
		told = true
	}
	if r.ended {
		// Read on only so that the connection can be used again; a usage or an error still counts.
		return
	}
	r.frameCount++
	if r.frameCount == 1 {
		r.found.FirstFrame = r.now()
	}
	if r.options.Frames {
		r.found.Frames = append(r.found.Frames, string(data))
	}
	switch {
	case isJSON:
		answered := r.noteAnswer()
		if r.frameCount == 1 {
			r.found.RoleOnlyFirst = !answered && !told
		}
		r.ended = r.lookup.IsEnd()
		// Whoever keeps raw frames needs each of them.
		if !r.options.Frames && as == plain {
			r.alike.learn(r.lookup, data)
		}
	case isMark:
		r.ended = true
	case !told:
		r.found.noteMalformed(data)
	}
	if r.ended {
		r.found.EndFrame = r.now()
	}
}

func (r *Reader) now() *float64 {
	at := r.at
	return &at
}

// noteAnswer tells whether the frame brought a piece or said why the generation ended.
func (r *Reader) noteAnswer() bool {
	hasPiece := false
	r.lookup.Pieces(func(channel int, text string) {
		hasPiece = true
		r.log.add(channel, r.frameCount, r.at, text)
	})
	isFirstPiece := hasPiece && r.log.count() == 1
	finished := r.found.noteAnswer(r.lookup, isFirstPiece, r.at)
	return hasPiece || finished
}
