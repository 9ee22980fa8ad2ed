//go:build amd64 || arm64

package wire

import "sync/atomic"

// What a TLS record begins with: its type.
const (
	handshakeRecord = 0x16
	dataRecord      = 0x17
)

// handshake is a TLS handshake on a socket, as what is written tells: it begins with the first bytes and ends with the
// first data. While one is on, its poller makes no pause: each answer is waited for before the request can be sent, so a
// pause would be added to the times that are measured.
type handshake struct {
	begun bool
	on    atomic.Bool
}

// write takes what is written next.
func (h *handshake) write(from []byte, p *poller) {
	switch {
	case len(from) == 0:
	case !h.begun:
		h.begun = true
		if from[0] == handshakeRecord {
			h.on.Store(true)
			p.handshakes.Add(1)
			p.sleeper.wake()
		}
	case from[0] == dataRecord:
		h.end(p)
	}
}

// end may be called again.
func (h *handshake) end(p *poller) {
	if h.on.CompareAndSwap(true, false) {
		p.handshakes.Add(-1)
	}
}
