package wire

import (
	"bytes"
	"sync"
)

// held is what a socket has collected, in the pieces in which it came.
type held struct {
	bytes [4 << 10]byte
	// ends are where each piece ends, at when it came.
	ends [64]uint16
	at   [64]int64
	// pieces are so many, of which next is to be given next, from byte given on.
	pieces, next, given int
}

var helds = sync.Pool{New: func() any { return new(held) }}

// room is where the next piece is put, empty if there is none.
func (h *held) room() []byte {
	if h.pieces == len(h.ends) {
		return nil
	}
	return h.bytes[h.end():]
}

func (h *held) end() int {
	if h.pieces == 0 {
		return 0
	}
	return int(h.ends[h.pieces-1])
}

// add takes what has been put into the room.
func (h *held) add(n int, at int64) {
	h.ends[h.pieces], h.at[h.pieces] = uint16(h.end()+n), at //nolint:gosec // no more than there are bytes
	h.pieces++
}

// give hands out one piece, or as much of it as fits.
func (h *held) give(into []byte) (n int, at int64) {
	end := int(h.ends[h.next])
	n, at = copy(into, h.bytes[h.given:end]), h.at[h.next]
	if h.given += n; h.given == end {
		h.next++
	}
	return n, at
}

func (h *held) empty() bool { return h.next == h.pieces }

// release puts it back for another socket.
func (h *held) release() {
	h.pieces, h.next, h.given = 0, 0, 0
	helds.Put(h)
}

var lastChunk = []byte("0\r\n\r\n")

// closes tells that a reply in chunks may end here.
func (h *held) closes() bool { return bytes.HasSuffix(h.bytes[:h.end()], lastChunk) }
