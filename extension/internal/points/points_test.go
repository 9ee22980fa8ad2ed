package points

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"
	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/lib/fsext"
	"go.k6.io/k6/v2/metrics"
	"go.k6.io/k6/v2/output"
)

func newOutput(t *testing.T, argument string) (*Output, *bytes.Buffer, *logtest.Hook) {
	t.Helper()
	logger, said := logtest.NewNullLogger()
	screen := &bytes.Buffer{}
	made, err := New(output.Params{
		ConfigArgument: argument, Logger: logger, FS: fsext.NewOsFs(), StdOut: screen,
	})
	require.NoError(t, err)
	return made.(*Output), screen, said
}

func someSamples(t *testing.T, values ...float64) []metrics.SampleContainer {
	t.Helper()
	registry := metrics.NewRegistry()
	metric := newMetric(t, registry, "latency")
	samples := metrics.Samples{}
	for _, value := range values {
		samples = append(samples, metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: metric, Tags: registry.RootTagSet()},
			Time:       time.Unix(0, 0), Value: value,
		})
	}
	return []metrics.SampleContainer{samples}
}

func valuesIn(text string) int { return strings.Count(text, `"type":"Point"`) }

func TestPointsGoWhereTheArgumentSays(t *testing.T) {
	folder := t.TempDir()
	for argument, read := range map[string]func(t *testing.T, argument string, screen *bytes.Buffer) string{
		"":  func(_ *testing.T, _ string, screen *bytes.Buffer) string { return screen.String() },
		"-": func(_ *testing.T, _ string, screen *bytes.Buffer) string { return screen.String() },
		filepath.Join(folder, "plain.json"): func(t *testing.T, argument string, _ *bytes.Buffer) string {
			text, err := os.ReadFile(argument)
			require.NoError(t, err)
			return string(text)
		},
		filepath.Join(folder, "packed.json.gz"): func(t *testing.T, argument string, _ *bytes.Buffer) string {
			return unpacked(t, argument)
		},
	} {
		t.Run(filepath.Base(argument), func(t *testing.T) {
			o, screen, _ := newOutput(t, argument)
			require.NoError(t, o.Start())
			o.AddMetricSamples(someSamples(t, 1, 2, 3))
			require.NoError(t, o.Stop())
			require.Equal(t, 3, valuesIn(read(t, argument, screen)))
		})
	}
}

func unpacked(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	reader, err := gzip.NewReader(file)
	require.NoError(t, err)
	text, err := io.ReadAll(reader)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		require.NoError(t, err)
	}
	return string(text)
}

func TestWhatWasFlushedIsReadThoughK6WasKilled(t *testing.T) {
	name := filepath.Join(t.TempDir(), "results.json.gz")
	o, _, _ := newOutput(t, name)
	require.NoError(t, o.open())
	o.AddMetricSamples(someSamples(t, 1, 2))
	o.flush()
	require.Equal(t, 2, valuesIn(unpacked(t, name)))
}

func TestAFolderThatIsNotThereEndsTheRunBeforeItBegins(t *testing.T) {
	o, _, _ := newOutput(t, filepath.Join(t.TempDir(), "missing", "results.json"))
	require.ErrorContains(t, o.Start(), "no such file or directory")
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(text []byte) (int, error) {
	if len(text) > d.room {
		return 0, errors.New("no space left on device")
	}
	d.room -= len(text)
	return len(text), nil
}

func TestAFullDiskIsSaidOnceAndTheEndTellsItToo(t *testing.T) {
	o, _, said := newOutput(t, "")
	o.params.StdOut = &fullDisk{room: 1000}
	require.NoError(t, o.Start())
	for range 20 {
		o.AddMetricSamples(someSamples(t, 1, 2, 3))
	}
	require.EqualError(t, o.Stop(), "no space left on device")
	require.Len(t, said.AllEntries(), 1)
	require.Equal(t, "The points of this run could not be written; what came before stands in the file",
		said.LastEntry().Message)
}

func TestSamplesThatCannotBeWrittenAreCountedAndTheOthersStay(t *testing.T) {
	o, screen, said := newOutput(t, "")
	require.NoError(t, o.Start())
	zero := 0.0
	o.AddMetricSamples(someSamples(t, 1, 1/zero, 2, -1/zero))
	require.NoError(t, o.Stop())
	require.Equal(t, 2, valuesIn(screen.String()))
	require.Equal(t, logrus.Fields{
		"output": "points", "filename": "", "failed": 2,
		"error": said.LastEntry().Data["error"],
	}, said.LastEntry().Data)
}

func TestItSaysWhereItWrites(t *testing.T) {
	o, _, _ := newOutput(t, "results.json.gz")
	require.Equal(t, "points (results.json.gz)", o.Description())
	o, _, _ = newOutput(t, "-")
	require.Equal(t, "points (stdout)", o.Description())
}
