package framing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// eventStream reads application/vnd.amazon.eventstream. A message is
//
//	total length, headers length, CRC of these two | headers | payload | CRC of all before
//
// with every number big endian of four bytes.
type eventStream struct {
	sink Sink
	rest []byte
	// frame is the memory of the object handed on.
	frame []byte
}

const (
	preludeSize = 12
	trailerSize = 4
	// AWS's own limit of a message is 16 MiB and of its headers 128 kB; a length beyond is nonsense, not a message.
	maxMessageSize = 24 << 20
	maxHeadersSize = 128 << 10
)

// ErrCutMessage says that the body ended inside a message.
var ErrCutMessage = errors.New("event stream: the body ended inside a message")

func (e *eventStream) Feed(chunk []byte) error {
	if len(e.rest) > 0 {
		e.rest = append(e.rest, chunk...)
		chunk = e.rest
	}
	for whole := len(chunk); ; {
		size, err := messageSize(chunk)
		if err != nil {
			return err
		}
		if size == 0 || len(chunk) < size {
			// Moved only after a message: a large one arriving in small reads would be copied at each of them.
			if len(chunk) < whole || len(e.rest) < whole {
				e.rest = append(e.rest[:0], chunk...)
			}
			return nil
		}
		if err := e.message(chunk[:size]); err != nil {
			return err
		}
		chunk = chunk[size:]
	}
}

func (e *eventStream) Close() error {
	if len(e.rest) > 0 {
		return ErrCutMessage
	}
	return nil
}

// messageSize gives 0 while the prelude is not yet whole. The prelude is checked before its length is believed.
func messageSize(data []byte) (int, error) {
	if len(data) < preludeSize {
		return 0, nil
	}
	total, headers := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	if crc32.ChecksumIEEE(data[:8]) != binary.BigEndian.Uint32(data[8:]) {
		return 0, errors.New("event stream: prelude checksum mismatch")
	}
	if total > maxMessageSize || headers > maxHeadersSize || total < preludeSize+trailerSize+headers {
		return 0, fmt.Errorf("event stream: impossible lengths (message %d, headers %d)", total, headers)
	}
	return int(total), nil
}

func (e *eventStream) message(message []byte) error {
	body := message[:len(message)-trailerSize]
	if crc32.ChecksumIEEE(body) != binary.BigEndian.Uint32(message[len(body):]) {
		return errors.New("event stream: message checksum mismatch")
	}
	headersEnd := preludeSize + int(binary.BigEndian.Uint32(message[4:]))
	frame, err := appendMessage(e.frame[:0], body[preludeSize:headersEnd], body[headersEnd:])
	if err != nil {
		return err
	}
	e.frame = frame
	e.sink.Frame(frame)
	return nil
}
