package points

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/metrics"
)

// asK6 is how k6 v2.2.0 writes a sample (internal/output/json/wrapper.go).
func asK6(t *testing.T, sample metrics.Sample) string {
	t.Helper()
	type data struct {
		Time     time.Time         `json:"time"`
		Value    float64           `json:"value"`
		Tags     *metrics.TagSet   `json:"tags"`
		Metadata map[string]string `json:"metadata,omitempty"`
	}
	line := struct {
		Metric string `json:"metric"`
		Type   string `json:"type"`
		Data   data   `json:"data"`
	}{sample.Metric.Name, "Point", data{sample.Time, sample.Value, sample.Tags, sample.Metadata}}
	text := bytes.Buffer{}
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	require.NoError(t, encoder.Encode(line))
	return text.String()
}

func newMetric(t *testing.T, registry *metrics.Registry, name string) *metrics.Metric {
	t.Helper()
	metric, err := registry.NewMetric(name, metrics.Trend, metrics.Time)
	require.NoError(t, err)
	return metric
}

// pointOf is the line of the sample alone, without that of its metric.
func pointOf(t *testing.T, l *lines, sample metrics.Sample) string {
	t.Helper()
	l.seen[sample.Metric] = fmt.Sprintf(`{"metric":%q,"type":"Point","data":{"time":`, sample.Metric.Name)
	line, err := l.append(nil, sample)
	require.NoError(t, err)
	return string(line)
}

func TestASampleIsWrittenAsK6WritesIt(t *testing.T) {
	registry := metrics.NewRegistry()
	metric, root := newMetric(t, registry, "some_metric"), registry.RootTagSet()
	noon := time.Date(2026, 11, 23, 12, 0, 0, 123456789, time.FixedZone("", 5400))
	for name, sample := range map[string]metrics.Sample{
		"without tags":        {Value: 1},
		"a fraction":          {Value: 0.1},
		"nothing":             {Value: 0},
		"less than nothing":   {Value: -12.5},
		"minus nothing":       {Value: math.Copysign(0, -1)},
		"a millionth":         {Value: 1e-6},
		"less":                {Value: 1e-7},
		"much":                {Value: 123456789012345678901},
		"more":                {Value: 1e21},
		"the largest number":  {Value: math.MaxFloat64},
		"the smallest number": {Value: math.SmallestNonzeroFloat64},
		"a whole second":      {Time: noon.Truncate(time.Second)},
		"UTC":                 {Time: noon.UTC()},
		"tags":                {TimeSeries: metrics.TimeSeries{Tags: root.With("b", "2").With("a", "1")}},
		"tags to be escaped":  {TimeSeries: metrics.TimeSeries{Tags: root.With("\"\\\n\x00", "<é\u2028\xff\U0001f600>")}},
		"a row":               {Metadata: map[string]string{"row": `{"message":"\"a\" & <b>\n\t"}`}},
		"much metadata":       {Metadata: map[string]string{"b": "\x7f\u2029", "a": "\xc3", "": ""}},
		"empty metadata":      {Metadata: map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			sample.Metric = metric
			if sample.Tags == nil {
				sample.Tags = root
			}
			if sample.Time.IsZero() {
				sample.Time = noon
			}
			require.Equal(t, asK6(t, sample), pointOf(t, newLines(), sample))
		})
	}
}

func TestSamplesThatShareTagsAndInstantsAreEachWrittenWhole(t *testing.T) {
	registry := metrics.NewRegistry()
	l, root, noon := newLines(), registry.RootTagSet(), time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for i := range 2 * mostTagSets {
		sample := metrics.Sample{
			TimeSeries: metrics.TimeSeries{
				Metric: newMetric(t, registry, fmt.Sprintf("metric_%d", i%3)),
				Tags:   root.With("vu", fmt.Sprint(i/2%(mostTagSets+10))),
			},
			Time:  noon.Add(time.Duration(i/5) * time.Millisecond),
			Value: float64(i) / 4,
		}
		require.Equal(t, asK6(t, sample), pointOf(t, l, sample))
		require.LessOrEqual(t, len(l.tags), mostTagSets)
	}
}

func TestAMetricIsDescribedBeforeItsFirstSample(t *testing.T) {
	registry := metrics.NewRegistry()
	metric := newMetric(t, registry, "latency")
	_, err := metric.AddSubmetric("phase:measured")
	require.NoError(t, err)
	l := newLines()
	l.thresholds = map[string]metrics.Thresholds{"latency": metrics.NewThresholds([]string{"p(95)<200"})}
	sample := metrics.Sample{TimeSeries: metrics.TimeSeries{Metric: metric, Tags: registry.RootTagSet()}, Value: 1}

	text, err := l.append(nil, sample)
	require.NoError(t, err)
	text, err = l.append(text, sample)
	require.NoError(t, err)

	require.Equal(t, `{"type":"Metric","data":{"name":"latency","type":"trend","contains":"time",`+
		`"thresholds":["p(95)<200"],"submetrics":[{"name":"latency{phase:measured}","suffix":"phase:measured",`+
		`"tags":{"phase":"measured"}}]},"metric":"latency"}`+"\n"+asK6(t, sample)+asK6(t, sample), string(text))
}

func TestASampleThatIsNoNumberLeavesNoHalfALine(t *testing.T) {
	registry := metrics.NewRegistry()
	metric := newMetric(t, registry, "latency")
	l := newLines()
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		sample := metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: metric, Tags: registry.RootTagSet()}, Value: value,
		}
		pointOf := append([]byte(nil), "what was there\n"...)
		l.seen[metric] = "{"
		text, err := l.append(pointOf, sample)
		require.ErrorContains(t, err, "a sample of latency: json: unsupported value")
		require.Equal(t, "what was there\n", string(text))
	}
}
