package sse

import (
	"context"
	"maps"
	"strconv"
	"time"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"go.k6.io/k6/v2/metrics"
)

// leave ends a call whose VU was stopped. k6 interrupts the runtime too, but from another goroutine and maybe later:
// without this, the script could go on for a few statements with a result that there is none of.
func (m *ModuleInstance) leave() sobek.Value {
	m.vu.Runtime().Interrupt(context.Canceled)
	return sobek.Undefined()
}

// pushInterrupted records an exchange that the end of its iteration cut: no script will.
// It may even have ended well in the very moment in which the VU was stopped.
func (m *ModuleInstance) pushInterrupted(report *exchange.Report, endMs float64, frames int, usage string) {
	trail, tags := report.Samples()
	metadata := maps.Clone(tags.Metadata)
	if metadata == nil {
		metadata = map[string]string{}
	}
	metadata["ms"] = strconv.FormatFloat(endMs, 'f', 3, 64)
	metadata["frames"] = strconv.Itoa(frames)
	if usage != "" {
		metadata["usage"] = usage
	}
	point := metrics.Sample{
		TimeSeries: metrics.TimeSeries{Metric: m.interrupted, Tags: tags.Tags},
		Time:       trail.EndTime,
		Metadata:   metadata,
		Value:      1,
	}
	events := m.eventSample(trail.EndTime, tags, frames)
	exchange.PushInterrupted(m.vu.State().Samples, trail, metrics.Samples{events, point})
}

// eventSample counts the frames of one exchange; one sample a frame would flood every output.
func (m *ModuleInstance) eventSample(at time.Time, tags metrics.TagsAndMeta, frames int) metrics.Sample {
	return metrics.Sample{
		TimeSeries: metrics.TimeSeries{Metric: m.events, Tags: tags.Tags},
		Time:       at,
		Metadata:   tags.Metadata,
		Value:      float64(frames),
	}
}
