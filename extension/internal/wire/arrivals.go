package wire

import (
	"crypto/tls"
	"net"
	"sync/atomic"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/lag"
)

// Arrivals of one connection; nil knows none.
type Arrivals struct {
	// last is when the bytes that were read last had come, newest the same of those that are not read yet, since epoch; 0
	// for unknown.
	last, newest atomic.Int64
	// collectUntil is since epoch.
	collectUntil atomic.Int64
	// overdue tells that what was handed out last had waited as long as it may.
	overdue atomic.Bool
	// unstamped is when bytes were last read that the kernel had not stamped, since epoch; 0 for never.
	unstamped atomic.Int64
	// late are reads of more than one packet, whose stamp is that of the last: by how much the first may have come before.
	late lag.Log
	// handOut makes the connection give what it has collected; nil where it does not collect.
	handOut func()
}

var epoch = time.Now()

// ArrivalsOf gives those of a connection or of the one below its TLS, nil where nobody notes them.
func ArrivalsOf(conn net.Conn) *Arrivals {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	if noting, ok := conn.(interface{ Arrivals() *Arrivals }); ok {
		return noting.Arrivals()
	}
	return nil
}

// Since gives how long after start the bytes that were read last had come; false if that is unknown, or was before it.
func (a *Arrivals) Since(start time.Time) (time.Duration, bool) {
	if a == nil {
		return 0, false
	}
	return after(&a.last, start)
}

// NewestSince is Since of the bytes that came last, whether they have been read or not.
func (a *Arrivals) NewestSince(start time.Time) (time.Duration, bool) {
	if a == nil {
		return 0, false
	}
	return after(&a.newest, start)
}

// Lateness is how much too late a piece that was read since then may be timed, 0 for not at all; false where the kernel did
// not stamp all that was read.
func (a *Arrivals) Lateness(since time.Time) (worst time.Duration, stamped bool) {
	if a == nil || time.Duration(a.unstamped.Load()) > since.Sub(epoch) {
		return 0, false
	}
	worst, _ = a.late.Worst(since)
	return worst, true
}

func after(at *atomic.Int64, start time.Time) (time.Duration, bool) {
	since := time.Duration(at.Load()) - start.Sub(epoch)
	return since, since > 0
}

// CollectFor is how long bytes may wait for more of them.
const CollectFor = 500 * time.Millisecond

// CollectUntil lets the reader wait until a reply in chunks has ended, or CollectFor has passed since the first of the bytes
// that it has not been given: to be woken once for several tokens costs less, and each read still gives one piece with its
// own arrival. The zero time ends it, and hands out what has been collected.
func (a *Arrivals) CollectUntil(at time.Time) {
	if a == nil || a.handOut == nil {
		return
	}
	if at.IsZero() {
		a.collectUntil.Store(0)
		a.handOut()
		return
	}
	a.collectUntil.Store(int64(at.Sub(epoch)))
}

// Overdue tells that what was collected and read last had waited for CollectFor: nothing told that the reply ends there.
func (a *Arrivals) Overdue() bool { return a != nil && a.overdue.Load() }

func (a *Arrivals) collects(now time.Time) bool { return int64(now.Sub(epoch)) < a.collectUntil.Load() }

// came takes the moment at which the kernel says on its wall clock that the bytes came, or none, and gives it since epoch.
// It is kept by how long ago that is: a wall clock may be set, so nothing came after it was read, and nothing before what
// was read before it.
func (a *Arrivals) came(now, wall time.Time) int64 {
	var age time.Duration
	if !wall.IsZero() {
		age = max(now.Round(0).Sub(wall), 0)
	}
	at := max(int64(now.Sub(epoch)-age), a.newest.Load())
	a.newest.Store(at)
	if wall.IsZero() {
		a.unstamped.Store(at)
	} else {
		lag.Process.AtWork(epoch.Add(time.Duration(at)))
	}
	return at
}
