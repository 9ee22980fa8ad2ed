package sse

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"
	"testing"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/js/modulestest"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/lib/netext"
	"go.k6.io/k6/v2/metrics"
	"gopkg.in/guregu/null.v3"
)

// testVU is a VU with the module as the global `sse`.
type testVU struct {
	t       testing.TB
	runtime *modulestest.Runtime
	state   *lib.State
	cancel  context.CancelFunc
	samples chan metrics.SampleContainer
}

func newVU(t testing.TB) *testVU { return newVUOf(t, New()) }

// newVUOf makes one of several VUs of a process.
func newVUOf(t testing.TB, module *RootModule) *testVU {
	t.Helper()
	runtime := modulestest.NewRuntime(t)
	registry := runtime.VU.InitEnvField.Registry
	instance := module.NewModuleInstance(runtime.VU)
	require.NoError(t, runtime.VU.Runtime().Set("sse", instance.Exports().Default))

	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	logger := logrus.New()
	logger.SetOutput(t.Output())
	dialer := netext.NewDialer(net.Dialer{}, noResolver{})
	// The transport that k6 gives each VU.
	transport := &http.Transport{DialContext: dialer.DialContext, DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	systemTags := metrics.DefaultSystemTagSet | metrics.SystemTagSet(metrics.TagIP)
	vu := &testVU{t: t, runtime: runtime, samples: make(chan metrics.SampleContainer, 10_000)}
	vu.state = &lib.State{
		Options:        lib.Options{SystemTags: &systemTags, UserAgent: null.StringFrom("the test's k6")},
		BuiltinMetrics: runtime.BuiltinMetrics,
		Logger:         logger,
		Dialer:         dialer,
		Transport:      transport,
		CookieJar:      jar,
		Samples:        vu.samples,
		Tags:           lib.NewVUStateTags(registry.RootTagSet()),
	}
	runtime.MoveToVUContext(vu.state)
	runtime.VU.CtxField, vu.cancel = context.WithCancel(context.Background())
	t.Cleanup(vu.cancel)
	return vu
}

// noResolver knows no name: a test never asks a real one.
type noResolver struct{}

func (noResolver) LookupIP(host string) (net.IP, error) {
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

// run gives the value of the script's last expression as plain JSON values.
func (v *testVU) run(script string) any {
	v.t.Helper()
	value, err := v.runtime.VU.Runtime().RunString("JSON.stringify((function(){" + script + "})())")
	require.NoError(v.t, err)
	var plain any
	if text, ok := value.Export().(string); ok {
		require.NoError(v.t, json.Unmarshal([]byte(text), &plain))
	}
	return plain
}

// capture runs one sse.capture with parameters in JavaScript.
func (v *testVU) capture(url, params string) map[string]any {
	v.t.Helper()
	require.NoError(v.t, v.runtime.VU.Runtime().Set("url", url))
	return v.run("return sse.capture(url, " + params + ")").(map[string]any)
}

// thrown gives the message of the exception that the script throws.
func (v *testVU) thrown(script string) string {
	v.t.Helper()
	message, ok := v.run("try { " + script + " } catch (e) { return e instanceof Error ? e.message : 'no Error: ' + e } return null").(string)
	require.True(v.t, ok, "nothing was thrown")
	return message
}

// emitted gives the samples so far, by metric name.
func (v *testVU) emitted() map[string][]metrics.Sample {
	found := map[string][]metrics.Sample{}
	for {
		select {
		case container := <-v.samples:
			for _, sample := range container.GetSamples() {
				found[sample.Metric.Name] = append(found[sample.Metric.Name], sample)
			}
		default:
			return found
		}
	}
}

// sockets is a server of raw connections, each served by serve and closed after it.
func sockets(t testing.TB, serve func(connection *net.TCPConn)) (url string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var served sync.WaitGroup
	t.Cleanup(served.Wait)
	t.Cleanup(func() { _ = listener.Close() })
	served.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			served.Go(func() {
				defer func() { _ = connection.Close() }()
				serve(connection.(*net.TCPConn))
			})
		}
	})
	return "http://" + listener.Addr().String() + "/"
}

// refusing is the URL of a port at which nothing listens and nothing can begin to: it is the near end of a connection.
func refusing(t testing.TB) (url string) {
	t.Helper()
	far := sockets(t, func(c *net.TCPConn) { untilClosed(c) })
	connection, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(far, "http://"), "/"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = connection.Close() })
	return "http://" + connection.LocalAddr().String() + "/"
}

// readRequest reads up to the empty line that ends the headers.
func readRequest(connection net.Conn) string {
	var request []byte
	buffer := make([]byte, 1<<10)
	for {
		n, err := connection.Read(buffer)
		request = append(request, buffer[:n]...)
		if err != nil || (len(request) >= 4 && string(request[len(request)-4:]) == "\r\n\r\n") {
			return string(request)
		}
	}
}

// untilClosed holds a connection open until the client closes it.
func untilClosed(connection net.Conn) {
	_, _ = connection.Read(make([]byte, 1))
}

const (
	streamHeaders  = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
	chunkedHeaders = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
	token          = "data: {\"t\":\"a\"}\n\n"
	tokenRules     = `{pieces: [{channel: 'text', path: 't'}], finish: [], usage: ['usage'], error: ['error'], model: [], end: {data: '[DONE]'}}`
)

// answer serves every connection with the same bytes after the request.
func answer(bytes string) func(*net.TCPConn) {
	return func(connection *net.TCPConn) {
		readRequest(connection)
		_, _ = connection.Write([]byte(bytes))
	}
}

// respond is an HTTP server of one handler.
func handler(contentType string, status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}
