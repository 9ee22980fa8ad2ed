package framing

import (
	"bytes"
	"unicode"
)

// ndjson takes every line that is not blank as a frame, without the white space around it.
type ndjson struct {
	sink Sink
	rest []byte
}

func (n *ndjson) Feed(chunk []byte) error {
	for {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 {
			n.rest = append(n.rest, chunk...)
			return nil
		}
		line := chunk[:end]
		if len(n.rest) > 0 {
			n.rest = append(n.rest, line...)
			line = n.rest
		}
		n.hand(line)
		n.rest = n.rest[:0]
		chunk = chunk[end+1:]
	}
}

func (n *ndjson) Close() error {
	n.hand(n.rest)
	n.rest = nil
	return nil
}

func (n *ndjson) hand(line []byte) {
	if frame := bytes.TrimFunc(line, isBlank); len(frame) > 0 {
		n.sink.Frame(frame)
	}
}

// isBlank is what JavaScript's trim removes: white space and the byte order mark.
func isBlank(r rune) bool { return r == '\ufeff' || unicode.IsSpace(r) }
