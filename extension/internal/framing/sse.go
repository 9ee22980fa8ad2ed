package framing

import "bytes"

// Event is what an SSE blank line completes. Its slices are valid only during the call.
type Event struct {
	ID, Name, Data []byte
	// Comment is the last comment line of the event, without its colon and one space.
	Comment []byte
}

// EventSink takes what an [SSESplitter] finds.
type EventSink interface {
	// Event takes every event that a blank line ends, those without data too.
	Event(event Event)
	Comment(text []byte)
	// Unknown takes a line that is no field of the format.
	Unknown(line []byte)
}

// SSESplitter follows the WHATWG algorithm for text/event-stream.
type SSESplitter struct {
	sink  EventSink
	lines lineCutter
	event Event
	// The memory of the event's fields. Data is a view of the bytes fed until it must outlive them: then owned is set.
	data, name, id, comment []byte
	owned                   bool
	// began tells an event with fields from the nothing between two blank lines; hasData an empty `data` from none.
	began, hasData, afterFirstLine bool
}

// NewSSE makes a splitter for one body.
func NewSSE(sink EventSink) *SSESplitter { return &SSESplitter{sink: sink} }

// Feed implements [Splitter]; it never fails, since every text is an event stream.
func (s *SSESplitter) Feed(chunk []byte) error {
	if chunk = s.wholeEvents(chunk); len(chunk) > 0 {
		s.lines.feed(chunk, s.line)
		s.own()
	}
	return nil
}

// wholeEvents hands on events of one data line and a blank one that lie whole at the beginning of the bytes, as nearly
// every token does, and gives the rest. Line by line, a token passes six functions.
func (s *SSESplitter) wholeEvents(chunk []byte) []byte {
	if !s.afterFirstLine || s.began || len(s.lines.rest) > 0 || s.lines.afterCR {
		return chunk
	}
	for bytes.HasPrefix(chunk, dataField) {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 || end+1 == len(chunk) || chunk[end+1] != '\n' || bytes.IndexByte(chunk[:end], '\r') >= 0 {
			break
		}
		value := chunk[len(dataField):end]
		if len(value) > 0 && value[0] == ' ' {
			value = value[1:]
		}
		s.sink.Event(Event{Data: value})
		chunk = chunk[end+2:]
	}
	return chunk
}

// Close delivers an event whose blank line never came, which the standard would drop: servers forget it after the last.
func (s *SSESplitter) Close() error {
	s.lines.flush(s.line)
	if s.began {
		s.dispatch()
	}
	return nil
}

// Pending is the size of the unfinished event.
func (s *SSESplitter) Pending() int { return len(s.lines.rest) + len(s.event.Data) }

func (s *SSESplitter) line(line []byte, shared bool) {
	if !s.afterFirstLine {
		s.afterFirstLine = true
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	if len(line) == 0 {
		s.dispatch()
		return
	}
	s.began = true
	field, value, hasColon := bytes.Cut(line, colon)
	if hasColon && len(value) > 0 && value[0] == ' ' {
		value = value[1:]
	}
	switch string(field) {
	case "":
		s.comment = append(s.comment[:0], value...)
		s.event.Comment = s.comment
		s.sink.Comment(value)
	case "data":
		s.addData(value, shared)
	case "event":
		s.name = append(s.name[:0], value...)
		s.event.Name = s.name
	case "id":
		s.id = append(s.id[:0], value...)
		s.event.ID = s.id
	case "retry":
	default:
		s.sink.Unknown(line)
	}
}

// addData keeps the usual single data line as a view of the bytes fed: no copy is made of an event that arrives whole.
func (s *SSESplitter) addData(value []byte, shared bool) {
	if !s.hasData {
		s.hasData = true
		s.event.Data = value
		if !shared {
			s.own()
		}
		return
	}
	s.own()
	s.data = append(append(s.data, '\n'), value...)
	s.event.Data = s.data
}

// own moves the data gathered so far into memory that outlives the bytes fed.
func (s *SSESplitter) own() {
	if s.owned || !s.hasData {
		return
	}
	s.data = append(s.data[:0], s.event.Data...)
	s.event.Data, s.owned = s.data, true
}

func (s *SSESplitter) dispatch() {
	event := s.event
	s.event, s.began, s.hasData, s.owned = Event{}, false, false, false
	s.sink.Event(event)
}

var (
	byteOrderMark = []byte("\ufeff")
	colon         = []byte(":")
	dataField     = []byte("data:")
)
