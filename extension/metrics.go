package sse

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/metrics"
)

var metricKinds = map[string]metrics.MetricType{
	"counter": metrics.Counter, "gauge": metrics.Gauge, "rate": metrics.Rate, "trend": metrics.Trend,
}

// defineMetrics is sse.defineMetrics(definitions).
func (m *ModuleInstance) defineMetrics(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	if m.vu.InitEnv() == nil {
		common.Throw(rt, errors.New("sse.defineMetrics works in the init context only, as k6's own metrics do"))
	}
	rt.ForOf(call.Argument(0), func(definition sobek.Value) bool {
		metric, err := m.defined(definition)
		if err != nil {
			throwTypeError(rt, "sse.defineMetrics", err)
		}
		m.metrics.put(metric.Name, metric)
		return true
	})
	return sobek.Undefined()
}

func (m *ModuleInstance) defined(definition sobek.Value) (*metrics.Metric, error) {
	if isAbsent(definition) {
		return nil, wrong("definition", definition, "an object with name and kind")
	}
	object := definition.ToObject(m.vu.Runtime())
	name, err := stringOf("name", orUndefined(object.Get("name")))
	if err != nil {
		return nil, err
	}
	given := orUndefined(object.Get("kind"))
	kind, known := metricKinds[given.String()]
	if !known {
		return nil, wrong("kind", given, "'counter', 'gauge', 'rate' or 'trend'")
	}
	contains := metrics.Default
	if time := object.Get("time"); time != nil && time.ToBoolean() {
		contains = metrics.Time
	}
	return m.vu.InitEnv().Registry.NewMetric(name, kind, contains)
}

func orUndefined(value sobek.Value) sobek.Value {
	if value == nil {
		return sobek.Undefined()
	}
	return value
}

// emit is sse.emit(values, about): one sample for each value, all of the same moment and with the same tags, handed to
// k6 together.
func (m *ModuleInstance) emit(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.state("sse.emit")
	if isAbsent(call.Argument(0)) {
		throwTypeError(rt, "sse.emit", wrong("values", call.Argument(0), "an object of values by metric"))
	}
	tags := state.Tags.GetCurrentValues()
	if err := applyAbout(rt, &tags, call.Argument(1)); err != nil {
		throwTypeError(rt, "sse.emit", err)
	}
	values, now := call.Argument(0).ToObject(rt), time.Now()
	names := values.Keys()
	samples := m.room(len(names))
	for _, name := range names {
		given := values.Get(name)
		if sobek.IsUndefined(given) {
			continue
		}
		metric, err := m.metricOf(name)
		if err != nil {
			throwTypeError(rt, "sse.emit", err)
		}
		sample, err := sampleOf(metric, given, tags, now)
		if err != nil {
			throwTypeError(rt, "sse.emit", err)
		}
		samples = append(samples, sample)
	}
	m.push(samples)
	return sobek.Undefined()
}

// defineSamples is sse.defineSamples(name, metrics).
func (m *ModuleInstance) defineSamples(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("name", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineSamples", err)
	}
	var listed []*metrics.Metric
	rt.ForOf(call.Argument(1), func(given sobek.Value) bool {
		metric, err := m.metricOf(given.String())
		if err != nil {
			throwTypeError(rt, "sse.defineSamples", err)
		}
		listed = append(listed, metric)
		return true
	})
	m.lists.put(name, listed)
	return sobek.Undefined()
}

// emitSamples is sse.emitSamples(name, values): emit without an object of names.
func (m *ModuleInstance) emitSamples(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.state("sse.emitSamples")
	listed, err := m.lists.find("name", call.Argument(0), "sse.defineSamples")
	if err != nil {
		throwTypeError(rt, "sse.emitSamples", err)
	}
	values, ok := call.Argument(1).(*sobek.Object)
	if !ok {
		throwTypeError(rt, "sse.emitSamples", wrong("values", call.Argument(1), "an array of numbers"))
	}
	if length := values.Get("length"); length == nil || length.ToInteger() != int64(len(listed)) {
		throwTypeError(rt, "sse.emitSamples", wrong("values", values, fmt.Sprintf("an array of %d numbers", len(listed))))
	}
	tags, now, samples := state.Tags.GetCurrentValues(), time.Now(), m.room(len(listed))
	for i, metric := range listed {
		given := orUndefined(values.Get(strconv.Itoa(i)))
		if sobek.IsUndefined(given) {
			continue
		}
		sample, err := sampleOf(metric, given, tags, now)
		if err != nil {
			throwTypeError(rt, "sse.emitSamples", err)
		}
		samples = append(samples, sample)
	}
	m.push(samples)
	return sobek.Undefined()
}

// room is where samples go until they are pushed: behind those that wait already.
func (m *ModuleInstance) room(samples int) metrics.Samples { return slices.Grow(m.waiting, samples) }

// push hands samples to k6, or keeps them until the worker's turn ends: each time that k6 is handed any, it is woken.
func (m *ModuleInstance) push(samples metrics.Samples) {
	if m.gathers {
		m.waiting = samples
	} else if len(samples) > 0 {
		metrics.PushIfNotDone(m.vu.Context(), m.vu.State().Samples, samples)
	}
}

// handOver ends a turn of a worker.
func (m *ModuleInstance) handOver() {
	if samples := m.waiting; len(samples) > 0 {
		m.waiting = nil
		metrics.PushIfNotDone(m.vu.Context(), m.vu.State().Samples, samples)
	}
}

func (m *ModuleInstance) metricOf(name string) (*metrics.Metric, error) {
	if metric := m.metrics.get(name); metric != nil {
		return metric, nil
	}
	return nil, fmt.Errorf("%q is no metric: define it with sse.defineMetrics first", name)
}

func sampleOf(
	metric *metrics.Metric, given sobek.Value, tags metrics.TagsAndMeta, now time.Time,
) (sample metrics.Sample, err error) {
	// k6 takes Infinity, and a sum with one is lost for ever.
	value, ok := numberOf(given)
	if !ok || math.IsInf(value, 0) {
		return sample, wrong(metric.Name, given, "a finite number")
	}
	return metrics.Sample{
		TimeSeries: metrics.TimeSeries{Metric: metric, Tags: tags.Tags},
		Time:       now,
		Value:      value,
		Metadata:   tags.Metadata,
	}, nil
}

// applyAbout adds the tags and the metadata of one call to those of the VU.
func applyAbout(rt *sobek.Runtime, tags *metrics.TagsAndMeta, about sobek.Value) error {
	if isAbsent(about) {
		return nil
	}
	object := about.ToObject(rt)
	if given := object.Get("tags"); !isAbsent(given) {
		if err := common.ApplyCustomUserTags(rt, tags, given); err != nil {
			return fmt.Errorf("tags: %w", err)
		}
	}
	given := object.Get("metadata")
	if isAbsent(given) {
		return nil
	}
	// The VU's own map is shared by all its samples.
	metadata := maps.Clone(tags.Metadata)
	if metadata == nil {
		metadata = map[string]string{}
	}
	of := given.ToObject(rt)
	for _, name := range of.Keys() {
		metadata[name] = of.Get(name).String()
	}
	tags.Metadata = metadata
	return nil
}
