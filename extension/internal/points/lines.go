package points

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"go.k6.io/k6/v2/metrics"
)

// mostTagSets bounds what is kept of tags: a run has a few, unless something like a URL differs in each.
const mostTagSets = 1000

// lines writes samples and metrics as k6's json output does, byte for byte. What many samples share is written once:
// tags, the names of metrics, the instant.
type lines struct {
	tags       map[*metrics.TagSet][]byte
	seen       map[*metrics.Metric]string
	thresholds map[string]metrics.Thresholds

	instant   time.Time
	asWritten []byte

	buffer  bytes.Buffer
	encoder *json.Encoder
}

func newLines() *lines {
	l := &lines{tags: map[*metrics.TagSet][]byte{}, seen: map[*metrics.Metric]string{}}
	l.encoder = json.NewEncoder(&l.buffer)
	l.encoder.SetEscapeHTML(false)
	return l
}

// append adds the line of a sample, and before it that of a metric that was not seen before. A sample that cannot be
// written as JSON adds nothing.
func (l *lines) append(to []byte, sample metrics.Sample) ([]byte, error) {
	begin, known := l.seen[sample.Metric]
	if !known {
		described, err := l.described(sample.Metric)
		if err != nil {
			return to, err
		}
		name, err := l.encoded(sample.Metric.Name)
		if err != nil {
			return to, err
		}
		begin = fmt.Sprintf(`{"metric":%s,"type":"Point","data":{"time":`, name)
		l.seen[sample.Metric] = begin
		to = append(to, described...)
	}
	before := len(to)
	to, err := l.appendPoint(append(to, begin...), sample)
	if err != nil {
		return to[:before], fmt.Errorf("a sample of %s: %w", sample.Metric.Name, err)
	}
	return to, nil
}

func (l *lines) appendPoint(to []byte, sample metrics.Sample) (_ []byte, err error) {
	if to, err = l.appendInstant(to, sample.Time); err != nil {
		return to, err
	}
	to = append(to, `,"value":`...)
	if to, err = l.appendNumber(to, sample.Value); err != nil {
		return to, err
	}
	to = append(to, `,"tags":`...)
	if to, err = l.appendTags(to, sample.Tags); err != nil {
		return to, err
	}
	if len(sample.Metadata) > 0 {
		metadata, err := l.encoded(sample.Metadata)
		if err != nil {
			return to, err
		}
		to = append(append(to, `,"metadata":`...), metadata...)
	}
	return append(to, "}}\n"...), nil
}

// appendInstant writes an instant once for all samples of one exchange.
func (l *lines) appendInstant(to []byte, instant time.Time) ([]byte, error) {
	if l.asWritten == nil || instant != l.instant {
		written, err := instant.MarshalJSON()
		if err != nil {
			return to, err
		}
		l.instant, l.asWritten = instant, written
	}
	return append(to, l.asWritten...), nil
}

func (l *lines) appendNumber(to []byte, value float64) ([]byte, error) {
	// Beyond these JSON has an exponent, whose form is encoding/json's.
	if size := math.Abs(value); value == 0 || size >= 1e-6 && size < 1e21 {
		return strconv.AppendFloat(to, value, 'f', -1, 64), nil
	}
	written, err := l.encoded(value)
	return append(to, written...), err
}

func (l *lines) appendTags(to []byte, tags *metrics.TagSet) ([]byte, error) {
	written, known := l.tags[tags]
	if !known {
		encoded, err := l.encoded(tags)
		if err != nil {
			return to, err
		}
		if len(l.tags) >= mostTagSets {
			clear(l.tags)
		}
		written = bytes.Clone(encoded)
		l.tags[tags] = written
	}
	return append(to, written...), nil
}

// described is the line that tells of a metric before its first sample.
func (l *lines) described(metric *metrics.Metric) ([]byte, error) {
	type data struct {
		Name       string               `json:"name"`
		Type       metrics.MetricType   `json:"type"`
		Contains   metrics.ValueType    `json:"contains"`
		Thresholds metrics.Thresholds   `json:"thresholds"`
		Submetrics []*metrics.Submetric `json:"submetrics"`
	}
	line, err := l.encoded(struct {
		Type   string `json:"type"`
		Data   data   `json:"data"`
		Metric string `json:"metric"`
	}{
		"Metric",
		data{metric.Name, metric.Type, metric.Contains, l.thresholds[metric.Name], metric.Submetrics},
		metric.Name,
	})
	if err != nil {
		return nil, err
	}
	return append(bytes.Clone(line), '\n'), nil
}

// encoded is the value as JSON; it stands until the next call.
func (l *lines) encoded(value any) ([]byte, error) {
	l.buffer.Reset()
	if err := l.encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(l.buffer.Bytes(), []byte("\n")), nil
}
