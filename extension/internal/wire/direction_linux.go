//go:build amd64 || arm64

package wire

import (
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// direction is one of the two of a socket.
type direction struct {
	// turn is had by one reader or writer at a time, call while its system call runs.
	turn, call sync.Mutex
	// ready tells that a system call may do something, due that something was collected and shall be read, ends that the
	// peer has said that no more will come, passed that the deadline has.
	ready, due, ends, passed atomic.Bool
	// wake holds one word for whoever waits: to look again.
	wake  chan struct{}
	mu    sync.Mutex
	timer *time.Timer
}

// begin makes it one that is tried before it waits.
func (d *direction) begin() {
	d.wake = make(chan struct{}, 1)
	d.ready.Store(true)
}

// await returns when there may be something to do.
func (d *direction) await(closed *atomic.Bool) error {
	for {
		switch {
		case closed.Load():
			return net.ErrClosed
		case d.passed.Load():
			return os.ErrDeadlineExceeded
		case d.ready.Load(), d.due.Load():
			return nil
		}
		<-d.wake
	}
}

// tell wakes whoever waits.
func (d *direction) tell() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// deadline sets when waiting ends, never for zero.
func (d *direction) deadline(at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	d.passed.Store(false)
	if at.IsZero() {
		return
	}
	left := time.Until(at)
	if left <= 0 {
		d.passed.Store(true)
		d.tell()
		return
	}
	var own *time.Timer
	own = time.AfterFunc(left, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		// It may have been stopped too late.
		if d.timer == own {
			d.passed.Store(true)
			d.tell()
		}
	})
	d.timer = own
}
