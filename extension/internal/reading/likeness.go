package reading

import (
	"bytes"
	"unsafe"

	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

// likeness recognises a frame that is the same as an earlier one but for the text of its only piece, as nearly all
// frames of a stream are. Two comparisons of bytes then say what a walk through the JSON would: a third of what a token
// costs at all.
type likeness struct {
	channel int
	frame   []byte
	// piece is where the text stands in the frame; without a frame it is empty.
	piece rules.Span
	// misses counts the frames in a row that were not alike. Some servers put a counter or padding into each frame.
	misses int
}

const maxMisses = 8

// text gives the text of the piece if the frame is like the one that was learnt. It is a view of the frame.
func (l *likeness) text(data []byte) (string, bool) {
	end := len(data) - (len(l.frame) - l.piece.To)
	if l.piece.To == 0 || end <= l.piece.From ||
		!bytes.Equal(data[:l.piece.From], l.frame[:l.piece.From]) || !bytes.Equal(data[end:], l.frame[l.piece.To:]) {
		return "", false
	}
	text := data[l.piece.From:end]
	for _, b := range text {
		// What ends a string, escapes in it or is not allowed in it is for the parser.
		if b < ' ' || b == '"' || b == '\\' {
			return "", false
		}
	}
	l.misses = 0
	return unsafe.String(unsafe.SliceData(text), len(text)), true
}

// learn remembers a frame that was looked up. One that cannot be learnt makes it forget the last one, since the model or
// an extra value may have changed with it.
func (l *likeness) learn(lookup *rules.Lookup, data []byte) {
	l.piece = rules.Span{}
	if l.misses >= maxMisses {
		return
	}
	l.misses++
	if channel, piece, ok := lookup.VariableText(data); ok {
		l.channel, l.piece, l.frame = channel, piece, append(l.frame[:0], data...)
	}
}
