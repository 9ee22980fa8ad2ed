package exchange

import (
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/lag"
	"github.com/k6-llm/k6-llm/extension/internal/wire"
	"go.k6.io/k6/v2/lib/netext/httpext"
)

// Timeline notes when each step of an exchange happened, on the monotonic clock. k6's own tracer runs beside it and
// feeds nothing but the http_req_* samples: it reads the wall clock.
type Timeline struct {
	start  time.Time
	tracer httpext.Tracer
	// Hooks may still be called after the transport has given up, from the goroutine of an abandoned dial.
	getConn, connectStart, connectDone, tlsStart, tlsDone, gotConn, wroteHeaders, wroteRequest instant
	reused                                                                                     atomic.Bool
	// arrivals are those of the connection in use.
	arrivals atomic.Pointer[wire.Arrivals]
	// span is how late this machine was in all, lateToConnect until there was a connection.
	span          lag.Span
	lateToConnect atomic.Int64
}

// NewTimeline starts the clock.
func NewTimeline() *Timeline { return &Timeline{start: time.Now()} }

// StartLag begins to measure how late this machine is.
func (t *Timeline) StartLag() { t.span = lag.Process.Start() }

// StopLag gives by how much times of the exchange may be wrong since this machine was late; it is called once, after StartLag.
// In milliseconds; nil is that this is not known: no tick of the process was due. Where the kernel stamped all that came,
// that is what was read as one with what came later, what passed before the request was written, and how long the machine
// may not have been at work. Else it is how late the process was at all.
func (t *Timeline) StopLag() *float64 {
	late, known := t.span.Stop()
	reading, stamped := t.arrivals.Load().Lateness(t.start)
	writing := between(&t.gotConn, &t.wroteHeaders)
	switch {
	case stamped && writing != nil:
		others := max(late.Machine, reading, time.Duration(t.lateToConnect.Load()))
		return pointer(max(milliseconds(others), *writing))
	case known:
		return pointer(milliseconds(late.Process))
	}
	return nil
}

// Now gives the milliseconds since the call.
func (t *Timeline) Now() float64 { return milliseconds(time.Since(t.start)) }

// Arrived gives when the bytes that were read last had reached this machine, which is no later than now. Where only the
// reading is known it is now.
func (t *Timeline) Arrived() time.Duration {
	now := time.Since(t.start)
	if since, known := t.arrivals.Load().Since(t.start); known {
		return min(since, now)
	}
	return now
}

// newest is when bytes last reached this machine, read or not; 0 if that is unknown.
func (t *Timeline) newest() time.Duration {
	since, known := t.arrivals.Load().NewestSince(t.start)
	if !known {
		return 0
	}
	return since
}

// Trace gives the hooks for one request.
func (t *Timeline) Trace() *httptrace.ClientTrace {
	hooks := t.tracer.Trace()
	own := *hooks
	own.GetConn = func(hostPort string) { hooks.GetConn(hostPort); t.note(&t.getConn) }
	own.ConnectStart = func(network, addr string) { hooks.ConnectStart(network, addr); t.note(&t.connectStart) }
	tlsDone := own.TLSHandshakeDone
	own.ConnectDone = func(network, addr string, err error) {
		hooks.ConnectDone(network, addr, err)
		if err == nil {
			t.note(&t.connectDone)
		}
	}
	own.TLSHandshakeStart = func() { hooks.TLSHandshakeStart(); t.note(&t.tlsStart) }
	own.TLSHandshakeDone = func(state tlsState, err error) {
		tlsDone(state, err)
		if err == nil {
			t.note(&t.tlsDone)
		}
	}
	own.GotConn = func(info httptrace.GotConnInfo) {
		hooks.GotConn(info)
		t.reused.Store(info.Reused)
		t.arrivals.Store(wire.ArrivalsOf(info.Conn))
		t.lateToConnect.Store(int64(t.span.SoFar()))
		t.note(&t.gotConn)
	}
	// The rest of a large body may have to wait for the endpoint, its beginning does not.
	own.WroteHeaders = func() { t.note(&t.wroteHeaders) }
	own.WroteRequest = func(info httptrace.WroteRequestInfo) {
		hooks.WroteRequest(info)
		if info.Err == nil {
			t.note(&t.wroteRequest)
		}
	}
	return &own
}

func (t *Timeline) note(at *instant) { at.set(time.Since(t.start)) }

// Reused tells that the connection had served an earlier exchange.
func (t *Timeline) Reused() bool { return t.reused.Load() }

// Steps are what the timeline knows in milliseconds, nil for what did not happen.
type Steps struct{ Blocked, Connect, TLS, Sent *float64 }

// Steps sums up; connection steps of a connection that was already there are none.
func (t *Timeline) Steps() (steps Steps) {
	steps.Sent = t.wroteRequest.milliseconds()
	waitedUntil := &t.connectStart
	if t.reused.Load() || !t.connectStart.happened() {
		waitedUntil = &t.gotConn
	} else {
		steps.Connect = between(&t.connectStart, &t.connectDone)
		steps.TLS = between(&t.tlsStart, &t.tlsDone)
	}
	steps.Blocked = between(&t.getConn, waitedUntil)
	return steps
}

// dialing tells that a connect was begun and did not succeed; handshaking the same of TLS.
func (t *Timeline) dialing() bool { return t.connectStart.happened() && !t.connectDone.happened() }
func (t *Timeline) handshaking() bool {
	return t.tlsStart.happened() && !t.tlsDone.happened() && !t.wroteRequest.happened()
}
