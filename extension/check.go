package sse

import (
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/metrics"
)

// check is sse.check(results): k6's own checks, by name, in one call and without a function for each.
func (m *ModuleInstance) check(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.state("sse.check")
	if isAbsent(call.Argument(0)) {
		throwTypeError(rt, "sse.check", wrong("results", call.Argument(0), "an object of booleans by name"))
	}
	results, tags, now := call.Argument(0).ToObject(rt), state.Tags.GetCurrentValues(), time.Now()
	names := results.Keys()
	samples := m.room(len(names))
	for _, name := range names {
		sample := metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: state.BuiltinMetrics.Checks, Tags: tags.Tags},
			Time:       now,
			Metadata:   tags.Metadata,
		}
		if state.Options.SystemTags.Has(metrics.TagCheck) {
			sample.Tags = tags.Tags.With("check", name)
		}
		if results.Get(name).ToBoolean() {
			sample.Value = 1
		}
		samples = append(samples, sample)
	}
	m.push(samples)
	return sobek.Undefined()
}
