package framing

import (
	"encoding/binary"
	"encoding/json"
	"errors"
)

var errHeaders = errors.New("event stream: malformed headers")

// stringHeader is the type of the only headers that rules can see.
const stringHeader = 7

// headerSizes are the value sizes of the header types; those of -1 carry their own length in two bytes.
var headerSizes = [...]int{0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 6: -1, stringHeader: -1, 8: 8, 9: 16}

// appendMessage writes the one object that rules see: the string headers, and the payload beside them. A payload that is
// no JSON makes the object none either, so that the frame counts as malformed.
func appendMessage(object, headers, payload []byte) ([]byte, error) {
	object = append(object, '{')
	for len(headers) > 0 {
		name, kind, value, rest, ok := cutHeader(headers)
		if !ok {
			return object, errHeaders
		}
		headers = rest
		if kind == stringHeader {
			object = append(appendString(object, name), ':')
			object = append(appendString(object, value), ',')
		}
	}
	if len(payload) > 0 {
		object = append(object, `"payload":`...)
		object = append(object, payload...)
	} else if object[len(object)-1] == ',' {
		object = object[:len(object)-1]
	}
	return append(object, '}'), nil
}

func cutHeader(headers []byte) (name []byte, kind byte, value, rest []byte, ok bool) {
	nameEnd := 1 + int(headers[0])
	if len(headers) <= nameEnd {
		return nil, 0, nil, nil, false
	}
	name, kind, rest = headers[1:nameEnd], headers[nameEnd], headers[nameEnd+1:]
	if int(kind) >= len(headerSizes) {
		return nil, 0, nil, nil, false
	}
	size := headerSizes[kind]
	if size < 0 {
		if len(rest) < 2 {
			return nil, 0, nil, nil, false
		}
		size, rest = int(binary.BigEndian.Uint16(rest)), rest[2:]
	}
	if len(rest) < size {
		return nil, 0, nil, nil, false
	}
	return name, kind, rest[:size], rest[size:], true
}

func appendString(object, text []byte) []byte {
	for _, b := range text {
		if b < ' ' || b == '"' || b == '\\' || b >= 0x7f {
			quoted, _ := json.Marshal(string(text)) // a string never fails
			return append(object, quoted...)
		}
	}
	object = append(object, '"')
	object = append(object, text...)
	return append(object, '"')
}
