package sse

import (
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/metrics"
)

// interrupt runs the script and stops the VU as soon as the server says so; the script must not go on.
func interrupt(t *testing.T, vu *testVU, script string, when <-chan struct{}) {
	t.Helper()
	done := make(chan error, 1)
	go func() {
		_, err := vu.runtime.VU.Runtime().RunString(script + "; globalThis.reached = true")
		done <- err
	}()
	<-when
	vu.cancel()
	select {
	case err := <-done:
		require.ErrorContains(t, err, "context canceled")
	case <-time.After(30 * time.Second):
		t.Fatal("the call did not return")
	}
	vu.runtime.VU.Runtime().ClearInterrupt()
	require.Nil(t, vu.runtime.VU.Runtime().Get("reached"), "the script went on")
}

func TestAnInterruptedExchangeIsRecordedByGo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, call string }{
		{"capture", "sse.capture(url, {timeoutMs: 60000, tags: {name: 'chat'}, frames: " + tokenRules + "})"},
		{"open", "sse.open(url, {tags: {name: 'chat'}}, () => {})"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			streaming := make(chan struct{})
			url := sockets(t, func(c *net.TCPConn) {
				answer(streamHeaders + token + "data: {\"usage\":{\"out\":1}}\n\n")(c)
				close(streaming)
				untilClosed(c)
			})
			vu := newVU(t)
			require.NoError(t, vu.runtime.VU.Runtime().Set("url", url))
			interrupt(t, vu, "try { "+test.call+" } catch (e) { globalThis.reached = true }", streaming)

			emitted := vu.emitted()
			require.Len(t, emitted["sse_interrupted"], 1)
			point := emitted["sse_interrupted"][0]
			require.Equal(t, 1.0, point.Value)
			name, _ := point.Tags.Get("name")
			require.Equal(t, "chat", name)
			require.NotEmpty(t, point.Metadata["ms"])
			require.Contains(t, point.Metadata, "frames")
			require.Len(t, emitted["http_reqs"], 1)
			require.Len(t, emitted["http_req_duration"], 1)
			require.Nil(t, emitted["http_reqs"][0].Metadata, "only the point bears what is the exchange's own")
		})
	}
}

func TestAnInterruptedPointTellsTheUsageThatHadCome(t *testing.T) {
	t.Parallel()
	body := token + "data: {\"usage\":{\"out\":1}}\n\n"
	url := sockets(t, func(c *net.TCPConn) { answer(streamHeaders + body)(c); untilClosed(c) })
	vu := newVU(t)
	read := make(chan struct{})
	vu.state.Transport = &tellingTransport{RoundTripper: vu.state.Transport, after: len(body), read: read}
	require.NoError(t, vu.runtime.VU.Runtime().Set("url", url))
	interrupt(t, vu, "sse.capture(url, {timeoutMs: 60000, frames: "+tokenRules+"})", read)
	metadata := vu.emitted()["sse_interrupted"][0].Metadata
	require.Equal(t, "2 {\"out\":1}", metadata["frames"]+" "+metadata["usage"])
}

// tellingTransport tells when the reader asks for more after so many bytes: then it has dealt with all of them.
type tellingTransport struct {
	http.RoundTripper
	after int
	read  chan struct{}
}

func (t *tellingTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := t.RoundTripper.RoundTrip(request)
	if err == nil {
		response.Body = &tellingBody{ReadCloser: response.Body, of: t}
	}
	return response, err
}

type tellingBody struct {
	io.ReadCloser
	of *tellingTransport
}

func (b *tellingBody) Read(into []byte) (int, error) {
	if b.of.after == 0 {
		close(b.of.read)
	}
	n, err := b.ReadCloser.Read(into)
	b.of.after -= n
	return n, err
}

func TestAnInterruptionBeforeAnyReplyIsNoFailure(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	url := sockets(t, func(c *net.TCPConn) { readRequest(c); close(asked); untilClosed(c) })
	vu := newVU(t)
	require.NoError(t, vu.runtime.VU.Runtime().Set("url", url))
	interrupt(t, vu, "sse.capture(url, {timeoutMs: 60000})", asked)
	emitted := vu.emitted()
	require.Len(t, emitted["http_reqs"], 1)
	require.Empty(t, emitted["http_req_failed"])
	require.Equal(t, "0", emitted["sse_interrupted"][0].Metadata["frames"])
}

func TestAnInterruptionWithNobodyReadingSamplesStillReturns(t *testing.T) {
	t.Parallel()
	for name, samples := range map[string]chan metrics.SampleContainer{
		"a full channel": make(chan metrics.SampleContainer),
		"a closed one":   closedSamples(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := make(chan struct{})
			url := sockets(t, func(c *net.TCPConn) { readRequest(c); close(asked); untilClosed(c) })
			vu := newVU(t)
			vu.state.Samples = samples
			require.NoError(t, vu.runtime.VU.Runtime().Set("url", url))
			interrupt(t, vu, "sse.capture(url, {timeoutMs: 60000})", asked)
		})
	}
}

func closedSamples() chan metrics.SampleContainer {
	samples := make(chan metrics.SampleContainer)
	close(samples)
	return samples
}
