// Package points is a k6 output: the points of a run as JSON, line by line, the same that k6's json output writes. Both
// write while k6 runs and on the same cores, so what they take is taken from the load: this one takes a fraction
// (bench/short-exchange.mjs), for it writes what samples share once.
package points

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/sirupsen/logrus"
	"go.k6.io/k6/v2/metrics"
	"go.k6.io/k6/v2/output"
)

const (
	// flushEvery is short, so that no flush is long enough to keep a stream waiting.
	flushEvery = 100 * time.Millisecond
	// showEvery is how much of a run is lost at most with a k6 that is killed.
	showEvery = time.Second
	// mostWaiting is how many bytes of lines are made before they are written.
	mostWaiting = 64 << 10
)

// Output writes to the file that its argument names, gzipped if it ends in .gz, or to the screen.
type Output struct {
	output.SampleBuffer

	params  output.Params
	logger  logrus.FieldLogger
	flusher *output.PeriodicFlusher
	lines   *lines
	waiting []byte

	out  io.Writer
	show func() error
	end  func() error
	// shown is when what was written was last handed to the system.
	shown time.Time
	// failed is the first error, after which nothing is written.
	failed error
}

var _ output.WithThresholds = (*Output)(nil)

// New makes the output for one run.
func New(params output.Params) (output.Output, error) {
	logger := params.Logger.WithField("output", "points").WithField("filename", params.ConfigArgument)
	return &Output{params: params, logger: logger, lines: newLines()}, nil
}

func (o *Output) toScreen() bool {
	return o.params.ConfigArgument == "" || o.params.ConfigArgument == "-"
}

// Description implements output.Output.
func (o *Output) Description() string {
	if o.toScreen() {
		return "points (stdout)"
	}
	return fmt.Sprintf("points (%s)", o.params.ConfigArgument)
}

// SetThresholds implements output.WithThresholds: the line of a metric tells them.
func (o *Output) SetThresholds(thresholds map[string]metrics.Thresholds) {
	o.lines.thresholds = maps.Clone(thresholds)
}

// Start implements output.Output.
func (o *Output) Start() (err error) {
	if err := o.open(); err != nil {
		return err
	}
	o.flusher, err = output.NewPeriodicFlusher(flushEvery, o.flush)
	return err
}

func (o *Output) open() error {
	nothing := func() error { return nil }
	if o.toScreen() {
		o.out, o.show, o.end = o.params.StdOut, nothing, nothing
		return nil
	}
	file, err := o.params.FS.Create(o.params.ConfigArgument)
	if err != nil {
		return err
	}
	o.out, o.show, o.end = file, nothing, file.Close
	if strings.HasSuffix(o.params.ConfigArgument, ".gz") {
		// The fastest level: space on a disk is cheaper than what a better one takes from the load.
		packed, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
		if err != nil {
			return err
		}
		o.out, o.show = packed, packed.Flush
		o.end = func() error { return errors.Join(packed.Close(), file.Close()) }
	}
	return nil
}

// Stop implements output.Output: what is left is written.
func (o *Output) Stop() error {
	o.flusher.Stop()
	o.fail(o.end())
	return o.failed
}

func (o *Output) flush() {
	bad, firstBad := 0, error(nil)
	for _, container := range o.GetBufferedSamples() {
		for _, sample := range container.GetSamples() {
			var err error
			if o.waiting, err = o.lines.append(o.waiting, sample); err != nil {
				bad++
				if firstBad == nil {
					firstBad = err
				}
			}
		}
		if len(o.waiting) >= mostWaiting {
			o.write()
		}
	}
	o.write()
	if firstBad != nil {
		o.logger.WithError(firstBad).WithField("failed", bad).Error("Samples that cannot be written as JSON were left out")
	}
	if now := time.Now(); o.failed == nil && now.Sub(o.shown) >= showEvery {
		o.shown = now
		o.fail(o.show())
	}
}

func (o *Output) write() {
	if o.failed == nil && len(o.waiting) > 0 {
		_, err := o.out.Write(o.waiting)
		o.fail(err)
	}
	o.waiting = o.waiting[:0]
}

// fail remembers the first error, and says at once that there will be no whole record.
func (o *Output) fail(err error) {
	if err == nil || o.failed != nil {
		return
	}
	o.failed = err
	o.logger.WithError(err).Error("The points of this run could not be written; what came before stands in the file")
}
