package sse

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsNoStreamIsABody(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, contentType string
		status            int
		params            string
		isBody            bool
	}{
		{"a JSON 200", "application/json; charset=utf-8", 200, "", true},
		{"a JSON 200 although a framing is given", "application/json", 200, "framing: 'sse'", true},
		{"an HTML 200 although a framing is given", "text/html", 200, "framing: 'sse'", true},
		{"a page without a framing", "text/html", 200, "", true},
		{"an unknown type", "application/octet-stream", 200, "", true},
		{"an unknown type with a framing", "application/octet-stream", 200, "framing: 'sse'", false},
		{"an event stream", "Text/Event-Stream;charset=utf-8", 200, "", false},
		{"an error as an event stream", "text/event-stream", 429, "", true},
		{"an error with a framing", "text/event-stream", 500, "framing: 'sse'", true},
		{"an event stream of JSON lines by its label", "application/x-ndjson", 200, "", false},
		{"JSON lines", "application/jsonl", 200, "", false},
		{"more JSON lines", "application/json-lines", 200, "", false},
		{"a framing against the label", "application/x-ndjson", 200, "framing: 'sse'", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(handler(test.contentType, test.status, token))
			defer server.Close()
			found := newVU(t).capture(server.URL, "{timeoutMs: 60000, "+test.params+"}")
			require.EqualValues(t, test.status, found["status"])
			require.Equal(t, "eof", found["ended"])
			require.EqualValues(t, len(token), found["bytes"])
			if test.isBody {
				require.Equal(t, token, found["body"])
				require.EqualValues(t, 0, found["frameCount"])
				require.NotContains(t, found["timings"], "firstFrame")
			} else {
				require.NotContains(t, found, "body")
				require.EqualValues(t, 1, found["frameCount"])
				require.Contains(t, found["timings"], "firstFrame")
			}
		})
	}
}

func TestARedirectIsReturnedAsItIs(t *testing.T) {
	t.Parallel()
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	defer server.Close()
	vu := newVU(t)
	for range 2 {
		found := vu.capture(server.URL, "{timeoutMs: 60000}")
		require.EqualValues(t, 302, found["status"])
		require.Equal(t, "/elsewhere", found["headers"].(map[string]any)["Location"])
	}
	require.Equal(t, 2, requests)
	require.Empty(t, vu.state.CookieJar.Cookies(httptest.NewRequest("GET", server.URL, nil).URL), "no cookies are kept")
}

func TestTheRequestIsTheScripts(t *testing.T) {
	t.Parallel()
	type sent struct {
		method, body string
		header       http.Header
		host, user   string
		length       int64
	}
	var got sent
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		got = sent{r.Method, string(body), r.Header, r.Host, user + "/" + password, r.ContentLength}
	}))
	defer server.Close()
	vu := newVU(t)
	vu.capture(server.URL, `{timeoutMs: 60000, method: 'POST', body: ' {"a":"é"}\n', headers: {'x-a': 1, Host: 'llm.test', 'Content-Length': '999'}}`)
	require.Equal(t, " {\"a\":\"é\"}\n", got.body)
	require.EqualValues(t, len(got.body), got.length)
	require.Equal(t, "POST llm.test 1 the test's k6 ", strings.Join([]string{
		got.method, got.host, got.header.Get("X-A"), got.header.Get("User-Agent"), got.header.Get("Accept-Encoding"),
	}, " "))
	vu.capture(server.URL, `{timeoutMs: 60000, method: 'PUT', body: new Uint8Array([0, 255]).buffer, headers: {'User-Agent': 'mine'}}`)
	require.Equal(t, "PUT mine \x00\xff", got.method+" "+got.header.Get("User-Agent")+" "+got.body)
	vu.capture(strings.Replace(server.URL, "http://", "http://me:word@", 1), `{timeoutMs: 60000}`)
	require.Equal(t, "GET me/word", got.method+" "+got.user)
}

func TestGzipIsUndoneWhereTheServerFlushes(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write([]byte(token + "data: [DONE]\n\n"))
	_ = writer.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	}))
	defer server.Close()
	found := newVU(t).capture(server.URL, "{timeoutMs: 60000, keep: ['frames'], frames: "+tokenRules+"}")
	require.Equal(t, []any{`{"t":"a"}`, "[DONE]"}, found["frames"])
	require.Equal(t, "terminal", found["ended"])
}

func TestTheConnectionIsUsedAgain(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, token+"data: [DONE]\n\n: bye\n\n"))
	defer server.Close()
	vu := newVU(t)
	first := vu.capture(server.URL, "{timeoutMs: 60000, frames: "+tokenRules+"}")
	second := vu.capture(server.URL, "{timeoutMs: 60000, frames: "+tokenRules+"}")
	require.Equal(t, []any{false, true}, []any{first["reused"], second["reused"]})
	require.Contains(t, first["timings"], "connect")
	require.NotContains(t, second["timings"], "connect")
}

func TestEveryFieldOfACaptureThatFoundEverything(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(handler("text/event-stream", 200, ": hi\n\n"+`data: {"role":"assistant"}`+"\n\n"+
		`data: {"t":"a","n":1,"m":"model","x":{"tier":"flex"}}`+"\n\n"+"data: oops\n\n"+
		`data: {"t":"b","n":2,"f":"stop"}`+"\n\n"+`data: {"usage":{"out":2}}`+"\n\n"+`data: {"error":"late"}`+"\n\ndata: [DONE]\n\n"))
	defer server.Close()
	vu := newVU(t)
	require.NoError(t, vu.runtime.VU.Runtime().Set("url", server.URL))
	found := vu.run(`
		const c = sse.capture(url, {timeoutMs: 60000, keep: ['text', 'times', 'frames'], frames: {
			pieces: [{channel: 'text', path: 't'}], finish: ['f'], usage: ['usage'], error: ['error'], model: ['m'],
			count: ['n'], extra: {tier: 'x.tier', none: 'y'}, end: {data: '[DONE]'}}});
		return {...c, typed: c.times.text instanceof Float64Array, length: c.times.text.length,
			first: c.times.text[0] === c.channels.text.first, absent: c.body === undefined && c.failure === undefined,
			order: c.timings.headers <= c.timings.firstFrame && c.timings.firstFrame <= c.pieces.first && c.pieces.last <= c.timings.finishFrame && c.timings.finishFrame <= c.timings.end}`).(map[string]any)
	for name, want := range map[string]any{
		"text": map[string]any{"text": "ab"}, "finish": "stop", "model": "model", "usage": []any{`{"out":2}`},
		"extra": map[string]any{"tier": `"flex"`}, "error": `{"error":"late"}`, "comments": 1.0, "roleOnlyFirst": true,
		"malformed": map[string]any{"n": 1.0, "first": "oops"}, "frameCount": 7.0, "ended": "terminal",
		"counts": map[string]any{"first": 1.0, "last": 2.0}, "proto": "HTTP/1.1", "status": 200.0,
		"typed": true, "length": 2.0, "first": true, "absent": true, "order": true,
	} {
		require.Equal(t, want, found[name], name)
	}
	require.Len(t, found["frames"], 7)
}
