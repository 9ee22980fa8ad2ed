package sse

import (
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Not parallel: it counts what the whole process has.
func TestNoGoroutineAndNoSocketIsLeftBehind(t *testing.T) {
	var open atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte(token))
		w.(http.Flusher).Flush()
		switch r.URL.Path {
		case "/end":
			_, _ = w.Write([]byte("data: [DONE]\n\n"))
		case "/end-and-stay":
			_, _ = w.Write([]byte("data: [DONE]\n\n"))
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		case "/stall":
			<-r.Context().Done()
		case "/break":
			panic(http.ErrAbortHandler)
		}
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			open.Add(1)
		case http.StateClosed, http.StateHijacked:
			open.Add(-1)
		}
	}
	server.Start()
	defer server.Close()
	vu := newVU(t)
	require.NoError(t, vu.runtime.VU.Runtime().Set("base", server.URL))
	// The first exchange of a process begins what looks at its sockets.
	vu.run(`sse.capture(base + '/eof', {timeoutMs: 60000})`)
	vu.state.Transport.(*http.Transport).CloseIdleConnections()
	settles(t, "sockets", func() bool { return open.Load() == 0 })
	before := runtime.NumGoroutine()
	require.NoError(t, vu.runtime.VU.Runtime().Set("rules", vu.run("return "+tokenRules)))
	vu.run(`
		const ended = [];
		for (let i = 0; i < 6; i++) {
			for (const path of ['/end', '/end-and-stay', '/stall', '/break', '/eof']) {
				ended.push(sse.capture(base + path, {timeoutMs: 60000, idleTimeoutMs: 5, frames: rules}).ended);
			}
			sse.open(base + '/end', {}, (client) => client.on('event', (e) => e.data === '[DONE]' && client.close()));
			sse.open(base + '/stall', {timeout: '5ms'}, () => {});
			sse.open(base + '/stall', {}, (client) => client.on('open', () => client.close()));
			sse.open(base + '/break', {}, () => {});
			try { sse.open(base + '/stall', {}, (client) => client.on('event', () => { throw new Error('mine') })) } catch (e) {}
			try { sse.capture(':', {}) } catch (e) {}
		}
		return ended`)

	// One connection may be kept for the next request of this VU: that is reuse, not a leak.
	settles(t, "sockets but the kept one", func() bool { return open.Load() <= 1 })
	vu.state.Transport.(*http.Transport).CloseIdleConnections()
	settles(t, "sockets", func() bool { return open.Load() == 0 })
	settles(t, "goroutines", func() bool { return runtime.NumGoroutine() <= before })
}

// settles polls, since the other side of a close takes its time.
func settles(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !done(); {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%s left behind\n%s", what, stacks[:runtime.Stack(stacks, true)])
		}
		runtime.Gosched()
		time.Sleep(time.Millisecond)
	}
}
