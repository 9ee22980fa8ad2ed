package sse

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// endings is every way in which a peer can end an exchange.
var endings = []struct {
	name   string
	serve  func(*net.TCPConn)
	params string
	ended  string
	frames int
	// failure is a part of the transport's words.
	failure string
}{
	{"the end mark", answer(streamHeaders + token + "data: [DONE]\n\n"), "", "terminal", 2, ""},
	{"the end mark on a stream that stays open", func(c *net.TCPConn) {
		answer(streamHeaders + token + "data: [DONE]\n\n")(c)
		untilClosed(c)
	}, "", "terminal", 2, ""},
	{"the end mark without a blank line", answer(streamHeaders + token + "data: [DONE]"), "", "terminal", 2, ""},
	{"a clean close without an end", answer(streamHeaders + token), "", "eof", 1, ""},
	{"a last frame without a blank line", answer(streamHeaders + token + "data: {\"t\":\"b\"}"), "", "eof", 2, ""},
	{"no byte of a body", answer(streamHeaders), "", "eof", 0, ""},
	{"a silent server", func(c *net.TCPConn) { readRequest(c); untilClosed(c) }, "timeoutMs: 80", "timeout", 0, "timeout"},
	{"silence before the whole header", func(c *net.TCPConn) {
		answer("HTTP/1.1 200 OK\r\nContent-")(c)
		untilClosed(c)
	}, "timeoutMs: 80, idleTimeoutMs: 20", "timeout", 0, "timeout"},
	{"no end in time", func(c *net.TCPConn) { answer(streamHeaders + token)(c); untilClosed(c) }, "timeoutMs: 80", "timeout", 1, "timeout"},
	{"a stall", func(c *net.TCPConn) { answer(streamHeaders + token)(c); untilClosed(c) }, "idleTimeoutMs: 50", "idle_timeout", 1, "idle"},
	{"a stall right after the headers", func(c *net.TCPConn) { answer(streamHeaders)(c); untilClosed(c) }, "idleTimeoutMs: 50", "idle_timeout", 0, "idle"},
	{"a stalled JSON body", func(c *net.TCPConn) {
		answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"a\":")(c)
		untilClosed(c)
	}, "idleTimeoutMs: 50", "idle_timeout", 0, "idle"},
	{"a reset in mid-stream", func(c *net.TCPConn) {
		answer(chunkedHeaders + "11\r\n" + token + "\r\n")(c)
		_ = c.SetLinger(0)
	}, "", "reset", 0, ""}, // a reset may overtake what was sent before it: frames are not counted here
	{"a chunked body that is cut", answer(chunkedHeaders + "11\r\n" + token + "\r\n"), "", "reset", 1, "unexpected EOF"},
	{"a body shorter than its length", answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99\r\n\r\n" + token), "", "reset", 1, "unexpected EOF"},
	{"a close before the headers", func(c *net.TCPConn) { readRequest(c) }, "", "reset", 0, "EOF"},
	{"a close in the middle of the headers", answer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "", "reset", 0, "EOF"},
	{"a cut event stream message", answer(eventStreamHeaders + "\x00\x00"), "", "reset", 0, "inside a message"},
	{"garbage instead of HTTP", answer("SSH-2.0-OpenSSH_9.6\r\n\r\n"), "", "protocol", 0, "malformed HTTP response"},
	{"a broken chunk size", answer(chunkedHeaders + "zz\r\n"), "", "protocol", 0, "chunk"},
	{"an event stream that is none", answer(eventStreamHeaders + "data: hello world\n\n"), "", "protocol", 0, "checksum mismatch"},
	{"a switch of protocols", answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"), "", "protocol", 0, "switched"},
	{"gzip that is none", answer(strings.Replace(streamHeaders, "Connection", "Content-Encoding: gzip\r\nConnection", 1) + token), "", "protocol", 0, "gzip"},
	{"an endless line", func(c *net.TCPConn) {
		answer(streamHeaders + "data: ")(c)
		for line := []byte(strings.Repeat("x", 1<<10)); ; {
			if _, err := c.Write(line); err != nil {
				return
			}
		}
	}, "maxBytes: 100000", "too_large", 1, "maxBytes"},
	{"an endless JSON body", func(c *net.TCPConn) {
		answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")(c)
		for line := []byte(strings.Repeat("x", 1<<10)); ; {
			if _, err := c.Write(line); err != nil {
				return
			}
		}
	}, "maxBytes: 100000", "too_large", 0, "maxBytes"},
	{"plain text on a TLS port", nil, "", "tls", 0, "TLS"},
}

const eventStreamHeaders = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\n\r\n"

func TestEveryEnding(t *testing.T) {
	t.Parallel()
	for _, test := range endings {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			serve := test.serve
			if serve == nil {
				serve = func(c *net.TCPConn) { _, _ = c.Write([]byte("220 smtp.example ready for your mail\r\n")) }
			}
			url := sockets(t, serve)
			if test.ended == "tls" {
				url = strings.Replace(url, "http:", "https:", 1)
			}
			vu := newVU(t)
			found := vu.capture(url, "{timeoutMs: 60000, frames: "+tokenRules+", "+test.params+"}")
			require.Equal(t, test.ended, found["ended"], "%v", found)
			if test.name != "a reset in mid-stream" {
				require.EqualValues(t, test.frames, found["frameCount"])
			}
			if test.failure != "" {
				require.Contains(t, found["failure"], test.failure)
			}
			require.NotContains(t, fmt.Sprint(found["failure"]), "http://")
			require.Equal(t, test.ended == "terminal" || test.ended == "eof", found["failure"] == nil)
			require.Len(t, vu.emitted()["http_reqs"], 1)
		})
	}
}

func TestNothingListens(t *testing.T) {
	t.Parallel()
	found := newVU(t).capture(refusing(t), "{timeoutMs: 60000}")
	require.Equal(t, "refused", found["ended"])
	require.EqualValues(t, 0, found["status"])
	require.Equal(t, "", found["proto"])
	require.Nil(t, found["body"])
	timings := found["timings"].(map[string]any)
	for _, name := range []string{"connect", "tls", "sent", "headers", "firstFrame"} {
		require.NotContains(t, timings, name, "absent is absent")
	}
}

func TestANameThatDoesNotResolve(t *testing.T) {
	t.Parallel()
	found := newVU(t).capture("http://llm.invalid/", "{timeoutMs: 60000}")
	require.Equal(t, "dns", found["ended"])
}

func TestACertificateThatNobodySigned(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	found := newVU(t).capture(server.URL, "{timeoutMs: 60000}")
	require.Equal(t, "tls", found["ended"])
	require.Contains(t, found["failure"], "x509")
}

func TestAnHTTP2StreamThatIsReset(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte(token))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	vu := newVU(t)
	transport := vu.state.Transport.(*http.Transport)
	transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.ForceAttemptHTTP2 = true
	found := vu.capture(server.URL, "{timeoutMs: 60000}")
	require.Equal(t, "reset", found["ended"], "%v", found)
	require.Equal(t, "HTTP/2.0", found["proto"])
	require.Equal(t, "1633", tagsOfOneExchange(t, vu)["error_code"], "k6's number of an internal stream error")
}

func TestABodyOfExactlyMaxBytesIsNotTooLarge(t *testing.T) {
	t.Parallel()
	url := sockets(t, answer(streamHeaders+token))
	found := newVU(t).capture(url, fmt.Sprintf("{timeoutMs: 60000, maxBytes: %d}", len(token)))
	require.Equal(t, "eof", found["ended"])
	require.EqualValues(t, len(token), found["bytes"])
}
