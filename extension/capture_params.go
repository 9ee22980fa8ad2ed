package sse

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"time"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/lib"
)

const defaultMaxBytes = 64 << 20

// maxTimeout keeps a duration from overflowing.
const maxTimeout = float64(math.MaxInt64 / int64(time.Millisecond))

// captureParams are the parameters of a call as they were given, apart from its URL.
type captureParams struct {
	call    exchange.Call
	request requestParams
	tags    sobek.Value
}

// readCaptureParams refuses an unknown name: a misspelt timeout is no timeout.
func (m *ModuleInstance) readCaptureParams(value sobek.Value) (*captureParams, error) {
	if isAbsent(value) {
		return nil, wrong("params", value, "an object with timeoutMs")
	}
	object := value.ToObject(m.vu.Runtime())
	params := &captureParams{call: exchange.Call{MaxBytes: defaultMaxBytes}, request: requestParams{method: http.MethodGet}}
	if err := m.addCaptureParams(params, object, object.Keys()); err != nil {
		return nil, err
	}
	if params.call.Timeout == 0 {
		return nil, errors.New("timeoutMs: expected a number of milliseconds above 0, got undefined")
	}
	return params, nil
}

// addCaptureParams reads those of these names that an object has.
func (m *ModuleInstance) addCaptureParams(params *captureParams, object *sobek.Object, names []string) error {
	for _, name := range names {
		given := object.Get(name)
		if given == nil || sobek.IsUndefined(given) {
			continue
		}
		if err := m.captureParam(params, name, given); err != nil {
			return err
		}
	}
	return nil
}

// callTo makes the call, with the tags that the VU has now.
func (p *captureParams) callTo(url string, rt *sobek.Runtime, state *lib.State) (*exchange.Call, error) {
	call, request := p.call, p.request
	call.State, call.Tags = state, state.Tags.GetCurrentValues()
	if p.tags != nil {
		if err := common.ApplyCustomUserTags(rt, &call.Tags, p.tags); err != nil {
			return nil, fmt.Errorf("tags: %w", err)
		}
	}
	request.url, request.userAgent = url, state.Options.UserAgent
	var err error
	call.Request, err = request.build()
	return &call, err
}

func (m *ModuleInstance) captureParam(params *captureParams, name string, given sobek.Value) (err error) {
	rt, call, request := m.vu.Runtime(), &params.call, &params.request
	switch name {
	case "method":
		request.method, err = stringOf(name, given)
	case "headers":
		request.headers, err = headersOf(rt, given)
	case "body":
		request.body, err = bodyOf(given)
	case "tags":
		params.tags = given
	case "timeoutMs":
		call.Timeout, err = durationOf(name, given)
	case "idleTimeoutMs":
		call.IdleTimeout, err = durationOf(name, given)
	case "framing":
		call.Reading.Framing, err = framingOf(given)
	case "frames":
		call.Reading.Rules, err = m.rulesOf(name, given)
	case "wholeBody":
		call.WholeBody, err = m.rulesOf(name, given)
	case "keep":
		call.Reading.Keep, err = keepOf(rt, given)
	case "maxBytes":
		bytes, ok := numberOf(given)
		if !ok || bytes < 1 || bytes > 1<<40 {
			return wrong(name, given, "a number of bytes, at least 1")
		}
		call.MaxBytes = int64(bytes)
	default:
		err = fmt.Errorf("unknown parameter %q: expected method, headers, body, tags, timeoutMs, idleTimeoutMs, "+
			"framing, frames, wholeBody, keep or maxBytes", name)
	}
	return err
}

func durationOf(name string, given sobek.Value) (time.Duration, error) {
	milliseconds, ok := numberOf(given)
	if !ok || milliseconds <= 0 || milliseconds > maxTimeout {
		return 0, wrong(name, given, "a number of milliseconds above 0")
	}
	return max(time.Duration(milliseconds*float64(time.Millisecond)), 1), nil
}

func framingOf(given sobek.Value) (framing.Kind, error) {
	for _, kind := range framing.Kinds {
		if given.Export() == string(kind) {
			return kind, nil
		}
	}
	return "", wrong("framing", given, "'sse', 'ndjson' or 'aws-eventstream'")
}

func bodyOf(given sobek.Value) ([]byte, error) {
	if isAbsent(given) {
		return nil, nil
	}
	body, err := common.ToBytes(given.Export())
	if err != nil {
		return nil, wrong("body", given, "a string or an ArrayBuffer")
	}
	return body, nil
}
