package sse

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/metrics"
)

// standardMetrics are the samples of one exchange.
var standardMetrics = []string{
	"http_reqs", "http_req_duration", "http_req_blocked", "http_req_connecting", "http_req_tls_handshaking",
	"http_req_sending", "http_req_waiting", "http_req_receiving", "http_req_failed", "sse_event",
}

func tagsOfOneExchange(t *testing.T, vu *testVU) map[string]string {
	t.Helper()
	emitted := vu.emitted()
	var tags *metrics.TagSet
	for _, name := range standardMetrics {
		require.Len(t, emitted[name], 1, name)
		if tags == nil {
			tags = emitted[name][0].Tags
		}
		require.Same(t, tags, emitted[name][0].Tags, name)
	}
	require.Len(t, emitted, len(standardMetrics))
	return tags.Map()
}

func TestAGoodExchangeHasTheSamplesOfK6(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, token+token+"data: [DONE]\n\n"))
	defer server.Close()
	vu := newVU(t)
	vu.state.Tags.Modify(func(tags *metrics.TagsAndMeta) {
		tags.SetTag("group", "g")
		tags.SetMetadata("trace", "7")
	})
	url := strings.Replace(server.URL, "http://", "http://me:word@", 1) + "/v1?a=b"
	vu.capture(url, "{timeoutMs: 60000, tags: {mine: 1}, frames: "+tokenRules+"}")

	emitted := vu.emitted()
	require.Equal(t, 3.0, emitted["sse_event"][0].Value)
	require.Equal(t, 0.0, emitted["http_req_failed"][0].Value)
	require.Equal(t, 1.0, emitted["http_reqs"][0].Value)
	require.Equal(t, "7", emitted["http_reqs"][0].Metadata["trace"])
	require.Positive(t, emitted["http_req_duration"][0].Value)
	masked := strings.Replace(server.URL, "http://", "http://****:****@", 1) + "/v1?a=b"
	require.Equal(t, map[string]string{
		"group": "g", "mine": "1", "name": masked, "url": masked, "method": "GET", "status": "200", "proto": "HTTP/1.1",
		"expected_response": "true", "ip": "127.0.0.1",
	}, emitted["http_reqs"][0].Tags.Map())
}

func TestANameTagReplacesTheURL(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, token))
	defer server.Close()
	vu := newVU(t)
	vu.capture(server.URL, "{timeoutMs: 60000, tags: {name: 'chat'}}")
	tags := tagsOfOneExchange(t, vu)
	require.Equal(t, []string{"chat", "chat"}, []string{tags["name"], tags["url"]})
}

func TestTagsTellHowAnExchangeFailed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		serve  func(*net.TCPConn)
		params string
		want   map[string]string
	}{
		{"a status", answer("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"), "",
			map[string]string{"status": "429", "error_code": "1429", "proto": "HTTP/1.1"}},
		{"a status that is followed by a break", answer("HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\n"), "",
			map[string]string{"status": "0", "error_code": "1000", "error": "unexpected EOF"}},
		{"a timeout", func(c *net.TCPConn) { readRequest(c); untilClosed(c) }, "timeoutMs: 50",
			map[string]string{"status": "0", "error_code": "1050", "error": "request timeout"}},
		{"a stall", func(c *net.TCPConn) { answer(streamHeaders)(c); untilClosed(c) }, "idleTimeoutMs: 50",
			map[string]string{"status": "0", "error_code": "1050", "error": "request timeout"}},
		{"a body that is too large", answer(streamHeaders + token), "maxBytes: 3",
			map[string]string{"status": "0", "error_code": "1000"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			vu := newVU(t)
			vu.capture(sockets(t, test.serve), "{timeoutMs: 60000, "+test.params+"}")
			tags := tagsOfOneExchange(t, vu)
			for name, value := range test.want {
				require.Equal(t, value, tags[name], name)
			}
			require.Equal(t, "false", tags["expected_response"])
		})
	}
}

func TestAConnectionThatIsRefusedIsNamedAsK6Does(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	vu.capture(refusing(t), "{timeoutMs: 60000}")
	tags := tagsOfOneExchange(t, vu)
	require.Equal(t, "1212 dial: connection refused 0", tags["error_code"]+" "+tags["error"]+" "+tags["status"])
	require.NotContains(t, tags, "proto")
}

func TestTLSAndHTTP2AreTheTransports(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(handler("text/event-stream", 200, token+"data: [DONE]\n\n"))
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	vu := newVU(t)
	transport := vu.state.Transport.(*http.Transport)
	transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.ForceAttemptHTTP2 = true
	found := vu.capture(server.URL, "{timeoutMs: 60000, frames: "+tokenRules+"}")
	require.Equal(t, "HTTP/2.0 terminal", found["proto"].(string)+" "+found["ended"].(string), "%v", found)
	require.Contains(t, found["timings"], "tls")
	tags := tagsOfOneExchange(t, vu)
	require.Equal(t, "HTTP/2.0 tls1.3", tags["proto"]+" "+tags["tls_version"])
	require.Equal(t, true, vu.capture(server.URL, "{timeoutMs: 60000}")["reused"])
}

func TestASystemTagThatIsOffIsNotThere(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, token))
	defer server.Close()
	vu := newVU(t)
	vu.state.Options.SystemTags = metrics.NewSystemTagSet(metrics.TagStatus)
	vu.capture(server.URL, "{timeoutMs: 60000}")
	require.Equal(t, map[string]string{"status": "200"}, tagsOfOneExchange(t, vu))
}
