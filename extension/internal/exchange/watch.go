package exchange

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// Why our own side cancelled a request.
var (
	errTimeout     = errors.New("no end within the timeout")
	errIdleTimeout = errors.New("no byte within the idle timeout")
	errDrained     = errors.New("drained long enough")
)

// watch cancels a request whose time is up.
type watch struct {
	cancel   context.CancelCauseFunc
	total    *time.Timer
	idle     *time.Timer
	timeline *Timeline
	// lastByte is when bytes were last read. Reading only stores it: resetting a timer at each read would cost more
	// than the read's own bookkeeping.
	lastByte atomic.Int64
}

func newWatch(cancel context.CancelCauseFunc, total time.Duration, timeline *Timeline) *watch {
	return &watch{cancel: cancel, timeline: timeline, total: time.AfterFunc(total, func() { cancel(errTimeout) })}
}

// watchIdle begins to look for silence.
func (w *watch) watchIdle(limit time.Duration) {
	w.gotBytes(time.Since(w.timeline.start))
	var look func()
	look = func() {
		last := max(time.Duration(w.lastByte.Load()), w.timeline.newest())
		silence := time.Since(w.timeline.start) - last
		if silence >= limit {
			w.cancel(errIdleTimeout)
			return
		}
		w.idle.Reset(limit - silence)
	}
	// Made stopped, so that the callback cannot run before the field is set.
	w.idle = time.AfterFunc(time.Hour, look)
	w.idle.Reset(limit)
}

func (w *watch) gotBytes(at time.Duration) { w.lastByte.Store(int64(at)) }

func (w *watch) stop() {
	w.total.Stop()
	if w.idle != nil {
		w.idle.Stop()
	}
}
