// Package wire reads sockets at less cost than the net package does, and knows when the bytes reached this machine.
package wire

import (
	"context"
	"net"
	"net/http"
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
