package sse

import (
	"fmt"
	"net/http"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/metrics"
)

const eventStream = "text/event-stream"

// maxOpenBody bounds a reply that is no stream, and one event of a stream.
const maxOpenBody = 64 << 20

// open is sse.open(url, params, setup), the API of xk6-sse v0.1.12 without its faults.
func (m *ModuleInstance) open(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.sendingState("sse.open")
	params, err := m.openParams(state, call.Arguments)
	if err != nil {
		throwTypeError(rt, "sse.open", err)
	}
	if !m.waitForRate() {
		return m.leave()
	}
	ctx := m.vu.Context()
	client := newOpenClient(rt)
	stream := exchange.Open(ctx, exchange.OpenCall{
		State: state, Tags: params.tags, Request: params.request, Timeout: params.timeout, Jar: params.jar,
	})
	if stream.Err == nil {
		m.readOpened(stream, client, params)
	}
	stream.Close()
	if ctx.Err() != nil {
		m.pushInterrupted(&stream.Report, stream.EndMs(), client.events, "")
		return m.leave()
	}
	trail, tags := stream.Report.Samples()
	metrics.PushIfNotDone(ctx, state.Samples, trail)
	metrics.PushIfNotDone(ctx, state.Samples, m.eventSample(trail.EndTime, tags, client.events))
	switch {
	case client.thrown != nil:
		common.Throw(rt, client.thrown)
	case stream.Err != nil && stream.Response == nil && state.Options.Throw.Bool:
		common.Throw(rt, fmt.Errorf("sse.open: %s", stream.Failure()))
	}
	return openResponse(rt, stream, call.Argument(0))
}

func (m *ModuleInstance) readOpened(stream *exchange.Stream, client *openClient, params *openParams) {
	if _, client.thrown = params.setup(sobek.Undefined(), client.object()); client.thrown != nil {
		return
	}
	client.dispatch("open")
	if client.done() {
		return
	}
	if isEventStream(stream.Response) {
		stream.ReadEvents(client, client.done, maxOpenBody)
	} else {
		stream.ReadBody(maxOpenBody)
	}
	if stream.Err != nil && m.vu.Context().Err() == nil {
		client.fail(streamError(stream.Failure()))
	}
}

// isEventStream believes a reply to be one unless it says otherwise: xk6-sse never asked, and servers mislabel.
func isEventStream(response *http.Response) bool {
	switch exchange.MediaType(response.Header) {
	case eventStream, "", "text/plain", "application/octet-stream":
		return response.StatusCode < 400
	}
	return false
}

func openResponse(rt *sobek.Runtime, stream *exchange.Stream, url sobek.Value) *sobek.Object {
	result := newBuilder(rt)
	if stream.Response == nil {
		result.set("url", "")
		result.set("status", 0)
		result.set("headers", rt.NewObject())
		result.set("error", stream.Failure())
		return result.object
	}
	result.set("url", url)
	result.set("status", stream.Response.StatusCode)
	result.set("headers", joinedHeaders(objects{rt: rt}, stream.Response.Header))
	result.set("error", "")
	setIfThere(result, "body", stream.Body)
	return result.object
}

// streamError is an error that JS sees as one with a method error().
type streamError string

func (s streamError) Error() string { return string(s) }
