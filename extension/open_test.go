package sse

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/guregu/null.v3"
)

// opened runs one sse.open and gives what it called, in order, and what it returned.
func (v *testVU) opened(url, params string) map[string]any {
	v.t.Helper()
	require.NoError(v.t, v.runtime.VU.Runtime().Set("url", url))
	return v.run(`
		const seen = [];
		const response = sse.open(url, ` + params + `, (client) => {
			client.on('open', () => seen.push('open'));
			client.on('event', (e) => { seen.push([e.id, e.name, e.data, e.comment].join('|')); if (e.data === 'close') client.close(); });
			client.on('error', (e) => seen.push('error ' + e.error()));
		});
		return {seen, response}`).(map[string]any)
}

func TestOpenDispatchesAsXk6SSE(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		want       []any
	}{
		{"all fields of an event", "id: 1\nevent: delta\n: note\ndata: a\ndata: b\n\n", []any{"open", "1|delta|a\nb|note"}},
		{"a comment alone is an event", ": ping\n\ndata: a\n\n", []any{"open", "|||ping", "||a|"}},
		{"an unknown field is an error that ends nothing", "what: x\ndata: a\n\n", []any{"open", "error unknown event: what: x\n", "||a|"}},
		{"after close no event comes", "data: close\n\ndata: a\n\n", []any{"open", "||close|"}},
		{"the last event without a blank line", "data: a\n\ndata: b", []any{"open", "||a|", "||b|"}},
		{"carriage returns are line ends", "id: 1\r\ndata: a\r\ndata: b\r\n\r\n", []any{"open", "1||a\nb|"}},
		{"data without a colon", "data\ndata: a\n\n", []any{"open", "||\na|"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(handler("text/event-stream", 200, test.body))
			defer server.Close()
			vu := newVU(t)
			result := vu.opened(server.URL, "{timeout: '60s'}")
			require.Equal(t, test.want, result["seen"])
			response := result["response"].(map[string]any)
			require.Equal(t, server.URL, response["url"])
			require.EqualValues(t, 200, response["status"])
			require.Equal(t, "", response["error"])
			require.Equal(t, "text/event-stream", response["headers"].(map[string]any)["Content-Type"])
			require.NotContains(t, response, "body")
			tags := tagsOfOneExchange(t, vu)
			require.Equal(t, "200", tags["status"])
		})
	}
}

func TestABrokenStreamEndsTheCallAfterTheErrorHandler(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, params, err string
		serve             func(*net.TCPConn)
	}{
		{"a cut body", "{}", "unexpected EOF", answer(chunkedHeaders + "11\r\n" + token + "\r\n")},
		{"a timeout", "{timeout: '80ms'}", "timeout", func(c *net.TCPConn) {
			answer(chunkedHeaders + "11\r\n" + token + "\r\n")(c)
			untilClosed(c)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			vu := newVU(t)
			result := vu.opened(sockets(t, test.serve), test.params)
			seen := result["seen"].([]any)
			require.Len(t, seen, 3)
			require.Equal(t, []any{"open", `||{"t":"a"}|`}, seen[:2])
			require.Contains(t, seen[2], "error ")
			require.Contains(t, seen[2], test.err)
			require.EqualValues(t, 200, result["response"].(map[string]any)["status"])
			require.Equal(t, "0", tagsOfOneExchange(t, vu)["status"])
		})
	}
}

func TestTheBodyOfAReplyThatIsNoStreamIsInTheResponse(t *testing.T) {
	t.Parallel()
	for name, serve := range map[string]http.HandlerFunc{
		"a JSON 200":           handler("application/json", 200, `{"a":1}`),
		"a page":               handler("text/html; charset=utf-8", 200, `{"a":1}`),
		"an error":             handler("application/json", 429, `{"a":1}`),
		"an error as a stream": handler("text/event-stream", 500, `{"a":1}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(serve)
			defer server.Close()
			result := newVU(t).opened(server.URL, "{}")
			require.Equal(t, []any{"open"}, result["seen"], "no unknown event")
			require.Equal(t, `{"a":1}`, result["response"].(map[string]any)["body"])
		})
	}
}

func TestAFailedConnectionIsAValueUnlessThrowIsOn(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	result := vu.opened(refusing(t)+"?key=sk-secret-key", "{}")
	require.Empty(t, result["seen"])
	response := result["response"].(map[string]any)
	require.EqualValues(t, 0, response["status"])
	require.Contains(t, response["error"], "connection refused")
	require.NotContains(t, response["error"], "sk-secret-key")
	require.Equal(t, "1212", tagsOfOneExchange(t, vu)["error_code"])

	silent := sockets(t, func(c *net.TCPConn) { readRequest(c); untilClosed(c) })
	require.Contains(t, vu.opened(silent, "{timeout: '50ms'}")["response"].(map[string]any)["error"], "timeout")

	vu.state.Options.Throw = null.BoolFrom(true)
	require.Contains(t, vu.thrown("sse.open('"+refusing(t)+"', () => {})"), "connection refused")
}

func TestWhatAHandlerThrowsComesOutOfOpen(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, token+token))
	defer server.Close()
	vu := newVU(t)
	for _, setup := range []string{
		"() => { throw new RangeError('mine') }",
		"(client) => client.on('open', () => { throw new RangeError('mine') })",
		"(client) => client.on('event', () => { throw new RangeError('mine') })",
		"(client) => { client.on('event', () => { throw new RangeError('mine') }); client.on('event', () => { throw new Error('second') }) }",
	} {
		require.Equal(t, "mine", vu.thrown(fmt.Sprintf("sse.open('%s', {}, %s)", server.URL, setup)))
		require.Len(t, vu.emitted()["http_reqs"], 1, "the samples are there all the same")
	}
}

func TestOpenFollowsRedirectsWithTheVUsCookies(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			http.SetCookie(w, &http.Cookie{Name: "session", Value: "7", Path: "/"})
			http.Redirect(w, r, "/second", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = fmt.Fprintf(w, "data: %s %s %s\n\n", r.Header.Get("Cookie"), r.Header.Get("Accept"), r.Header.Get("User-Agent"))
	}))
	defer server.Close()
	vu := newVU(t)
	result := vu.opened(server.URL+"/first", "{}")
	require.Equal(t, []any{"open", "||session=7 text/event-stream the test's k6|"}, result["seen"])
	emitted := vu.emitted()
	require.Len(t, emitted["http_reqs"], 2)
	for i, want := range []string{"302 " + server.URL + "/first", "200 " + server.URL + "/second"} {
		tags := emitted["http_reqs"][i].Tags.Map()
		require.Equal(t, want, tags["status"]+" "+tags["url"])
	}
}

func TestOpenUsesTheConnectionAgain(t *testing.T) {
	t.Parallel()
	var connections []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connections = append(connections, r.RemoteAddr)
		handler("text/event-stream", 200, "data: a\n\ndata: close\n\ndata: b\n\n")(w, r)
	}))
	defer server.Close()
	vu := newVU(t)
	for range 3 {
		vu.opened(server.URL, "{}")
	}
	require.Equal(t, connections[0], connections[2])
}

func TestTheParamsOfOpenAreOptional(t *testing.T) {
	t.Parallel()
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body := make([]byte, 100)
		n, _ := r.Body.Read(body)
		got = strings.Join([]string{r.Method, string(body[:n]), r.Header.Get("Accept"), r.Header.Get("X-A")}, "|")
	}))
	defer server.Close()
	vu := newVU(t)
	require.NoError(t, vu.runtime.VU.Runtime().Set("url", server.URL))
	for call, want := range map[string]string{
		"sse.open(url, () => {})":             "GET||text/event-stream|",
		"sse.open(url, null, () => {})":       "GET||text/event-stream|",
		"sse.open(url, {later: 1}, () => {})": "GET||text/event-stream|",
		"sse.open(url, {method: ' POST ', body: ' x\\n', headers: {accept: 'y', 'x-a': 'z'}}, () => {})": "POST|x|y|z",
	} {
		vu.run(call)
		require.Equal(t, want, got, call)
	}
}
