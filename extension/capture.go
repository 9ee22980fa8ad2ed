package sse

import (
	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/metrics"
)

// capture is sse.capture(url, params).
func (m *ModuleInstance) capture(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.sendingState("sse.capture")
	url, ok := call.Argument(0).Export().(string)
	if !ok {
		throwTypeError(rt, "sse.capture", wrong("url", call.Argument(0), "a string"))
	}
	params, err := m.readCaptureParams(call.Argument(1))
	if err != nil {
		throwTypeError(rt, "sse.capture", err)
	}
	exchangeCall, err := params.callTo(url, rt, state)
	if err != nil {
		throwTypeError(rt, "sse.capture", err)
	}
	outcome, ended := m.exchange(exchangeCall)
	if !ended {
		return m.leave()
	}
	return captureResult(objects{rt: rt}, outcome, exchangeCall.Reading.Keep)
}

// exchange runs one exchange and hands k6's own samples of it on; false means that the VU was stopped meanwhile.
func (m *ModuleInstance) exchange(call *exchange.Call) (*exchange.Outcome, bool) {
	// The clock starts after it: the script's own brake is not the endpoint's slowness.
	if !m.waitForRate() {
		return nil, false
	}
	ctx, state := m.vu.Context(), m.vu.State()
	outcome := exchange.Run(ctx, call)
	if ctx.Err() != nil {
		m.pushInterrupted(&outcome.Report, outcome.EndMs, outcome.Found.FrameCount, outcome.Found.LastUsage())
		return nil, false
	}
	trail, tags := outcome.Report.Samples()
	metrics.PushIfNotDone(ctx, state.Samples, trail)
	metrics.PushIfNotDone(ctx, state.Samples, m.eventSample(trail.EndTime, tags, outcome.Found.FrameCount))
	return outcome, true
}

// waitForRate waits for k6's `rps` limit; false means that the VU was stopped meanwhile.
func (m *ModuleInstance) waitForRate() bool {
	limit := m.vu.State().RPSLimit
	if limit == nil {
		return true
	}
	ctx := m.vu.Context()
	if err := limit.Wait(ctx); err != nil && ctx.Err() == nil {
		common.Throw(m.vu.Runtime(), err)
	}
	return ctx.Err() == nil
}
