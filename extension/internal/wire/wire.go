// Package wire reads sockets at less cost than the net package does.
package wire

import (
	"context"
	"net"
	"net/http"
)

type dial = func(ctx context.Context, network, address string) (net.Conn, error)

// Cheaper makes the connections that a transport opens from now on cheaper to read, where the system allows it. The
// transport is the VU's own, and only the VU's own goroutine may be at work on it.
func Cheaper(transport http.RoundTripper) {
	if own, ok := transport.(*http.Transport); ok && own.DialContext != nil {
		own.DialContext = cheaper(own.DialContext)
	}
}

func cheaper(inner dial) dial {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := inner(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return wrap(conn), nil
	}
}
