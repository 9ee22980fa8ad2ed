// Package wire reads sockets at less cost than the net package does, and knows when the bytes reached this machine.
package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

type dial = func(ctx context.Context, network, address string) (net.Conn, error)

// Use makes all connections that a transport opens from now on ones of this package, where the system allows it. The
// transport is the VU's own, and only the VU's own goroutine may be at work on it.
func Use(transport http.RoundTripper) {
	if own, ok := transport.(*http.Transport); ok && own.DialContext != nil {
		own.DialContext = used(own.DialContext)
	}
}

func used(inner dial) dial {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := inner(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return wrap(conn), nil
	}
}

// Arrivals of one connection; nil knows none.
type Arrivals struct {
	// last is when the bytes that were read last had come, since epoch; 0 for unknown.
	last atomic.Int64
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
	since := time.Duration(a.last.Load()) - start.Sub(epoch)
	return since, since > 0
}

// note takes the moment at which the kernel says on its wall clock that the bytes came, or none. It is kept by how long
// ago that is: a wall clock may be set, so nothing came after it was read, and nothing before what was read before it.
func (a *Arrivals) note(now, wall time.Time) {
	var age time.Duration
	if !wall.IsZero() {
		age = max(now.Round(0).Sub(wall), 0)
	}
	a.last.Store(max(int64(now.Sub(epoch)-age), a.last.Load()))
}
