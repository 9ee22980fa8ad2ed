package exchange

import (
	"sync/atomic"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/wire"
)

// collecting lets the bytes of a reply wait for more of them, so that its reader is woken once for several tokens.
type collecting struct{ arrivals *wire.Arrivals }

// collect begins it where the end of the reply is seen at once, and ends it before a time limit could miss what waits.
func (r *running) collect() collecting {
	response := r.outcome.Response
	inChunks := response.TLS == nil && len(response.TransferEncoding) == 1 && response.TransferEncoding[0] == "chunked"
	if !inChunks || r.IdleTimeout > 0 && r.IdleTimeout < 2*wire.CollectFor || leftOpen.often() {
		return collecting{}
	}
	arrivals := r.timeline.arrivals.Load()
	arrivals.CollectUntil(r.timeline.start.Add(r.Timeout - 2*wire.CollectFor))
	return collecting{arrivals}
}

// leftOpen is of all endpoints of the process.
var leftOpen inARow

// inARow counts replies in a row that did not end after their end frame: their exchanges ended later than they had to,
// though the time of their end was right. An endpoint that does so every time is read as it comes.
type inARow struct{ n atomic.Int32 }

func (r *inARow) note(open bool) {
	if open {
		r.n.Add(1)
	} else {
		r.n.Store(0)
	}
}

func (r *inARow) often() bool { return r.n.Load() >= 3 }

// ended is told of the end frame.
func (c collecting) ended() {
	if c.arrivals != nil {
		leftOpen.note(c.arrivals.Overdue())
		c.stop()
	}
}

// stop may be called again.
func (c collecting) stop() { c.arrivals.CollectUntil(time.Time{}) }
