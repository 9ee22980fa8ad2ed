// Package framing cuts the bytes of a streamed reply into frames. A splitter is fed bytes cut anywhere; it does no I/O
// and knows no clock, so that a frame's arrival is that of the read which completed it.
package framing

import "fmt"

// Sink takes what a splitter finds. Slices are valid only during the call.
type Sink interface {
	// Frame takes the data of one frame; it is never empty.
	Frame(data []byte)
	// Failure takes the data of an event named `error`, which clients take for one whatever it holds.
	Failure(data []byte)
	// Stray takes lines of an event stream that look like JSON and stand there without their `data:`.
	Stray(data []byte)
	// Comment is told of one SSE comment line.
	Comment()
	// Unknown takes any other line of an event stream that is none of its fields, which the standard says to pass over.
	Unknown(line []byte)
}

// Splitter cuts one body into frames.
type Splitter interface {
	// Feed takes the next bytes. An error means that the peer does not speak this framing; nothing may be fed after it.
	Feed(chunk []byte) error
	// Close says that no more comes: a last frame without its terminator is handed on, cut or not.
	Close() error
}

// Kind names a framing as scripts write it.
type Kind string

// The framings.
const (
	SSE            Kind = "sse"
	NDJSON         Kind = "ndjson"
	AWSEventStream Kind = "aws-eventstream"
)

// Kinds lists the framings for error texts.
var Kinds = []Kind{SSE, NDJSON, AWSEventStream}

// ForContentType gives the framing that a media type (lower case, without parameters) stands for.
func ForContentType(mediaType string) (Kind, bool) {
	switch mediaType {
	case "text/event-stream":
		return SSE, true
	case "application/x-ndjson", "application/jsonl", "application/json-lines":
		return NDJSON, true
	case "application/vnd.amazon.eventstream":
		return AWSEventStream, true
	}
	return "", false
}

// New makes a splitter that hands what it finds to sink.
func New(kind Kind, sink Sink) Splitter {
	switch kind {
	case SSE:
		return NewSSE(&dataOnly{sink: sink})
	case NDJSON:
		return &ndjson{sink: sink}
	case AWSEventStream:
		return &eventStream{sink: sink}
	}
	panic(fmt.Sprintf("unknown framing %q", kind))
}

// dataOnly reduces SSE events to their data: an event without any is no frame.
type dataOnly struct {
	sink  Sink
	stray []byte
}

func (d *dataOnly) Event(event Event) {
	switch {
	case len(event.Data) == 0:
	case string(event.Name) == "error":
		d.sink.Failure(event.Data)
	default:
		d.sink.Frame(event.Data)
	}
	if len(d.stray) > 0 {
		d.sink.Stray(d.stray)
		d.stray = d.stray[:0]
	}
}

func (d *dataOnly) Comment([]byte) { d.sink.Comment() }

// Unknown gathers JSON from the line with which it begins to the next blank one.
func (d *dataOnly) Unknown(line []byte) {
	if len(d.stray) > 0 {
		d.stray = append(d.stray, '\n')
	} else if line[0] != '{' && line[0] != '[' {
		d.sink.Unknown(line)
		return
	}
	d.stray = append(d.stray, line...)
}
