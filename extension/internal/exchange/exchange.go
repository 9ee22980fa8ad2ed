// Package exchange runs one HTTP exchange on a VU's own transport and says when everything happened and how it ended.
package exchange

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"github.com/k6-llm/k6-llm/extension/internal/reading"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// Call is one exchange to be run.
type Call struct {
	State   *lib.State
	Tags    metrics.TagsAndMeta
	Request *http.Request
	Timeout time.Duration
	// IdleTimeout is 0 for none.
	IdleTimeout time.Duration
	// Reading has no framing if the reply's content type is to decide.
	Reading reading.Options
	// WholeBody are the rules for a reply that is no stream, as if it were one frame; nil leaves it unread.
	WholeBody *rules.Set
	MaxBytes  int64
}

// Outcome is one exchange that has ended.
type Outcome struct {
	Timeline *Timeline
	Response *http.Response
	// HeadersMs and EndMs are milliseconds since the call.
	HeadersMs *float64
	EndMs     float64
	// Found is not nil. If the reply was no stream, Body is set too.
	Found   *reading.Result
	Body    *string
	Bytes   int64
	Ended   Ended
	Failure string
	LagMs   *float64
	// Report makes the standard samples.
	Report Report
}

// Run runs one exchange. It returns when the exchange has ended in one way or another and its connection is released;
// a context that is done makes it end at once.
func Run(vuContext context.Context, call *Call) *Outcome {
	ctx, cancel := context.WithCancelCause(vuContext)
	run := &running{Call: call, ctx: ctx, cancel: cancel, timeline: NewTimeline()}
	run.timeline.StartLag()
	run.watch = newWatch(cancel, call.Timeout, run.timeline)
	defer cancel(nil)
	defer run.watch.stop()

	request := call.Request.WithContext(httptrace.WithClientTrace(ctx, run.timeline.Trace()))
	response, err := call.State.Transport.RoundTrip(request)
	run.outcome.Report = Report{State: call.State, Tags: call.Tags, Request: call.Request}
	if err != nil {
		run.fail(err)
		return run.finish()
	}
	defer func() { _ = response.Body.Close() }()
	run.outcome.HeadersMs = pointer(milliseconds(run.timeline.Arrived()))
	run.outcome.Response, run.outcome.Report.Response = response, response
	run.read(response)
	return run.finish()
}

// running is an exchange under way.
type running struct {
	*Call
	ctx      context.Context
	cancel   context.CancelCauseFunc
	timeline *Timeline
	watch    *watch
	// reader is nil until the reply has turned out to be a stream.
	reader  *reading.Reader
	outcome Outcome
	err     error
}

func (r *running) read(response *http.Response) {
	if response.StatusCode == http.StatusSwitchingProtocols {
		r.fail(errSwitched)
		return
	}
	if r.IdleTimeout > 0 {
		r.watch.watchIdle(r.IdleTimeout)
	}
	kind, isStream := streamFraming(response, r.Reading.Framing)
	if !isStream {
		r.readWhole(Decoded(response))
		return
	}
	options := r.Reading
	options.Framing = kind
	r.reader = reading.NewReader(options)
	r.readStream(Decoded(response))
}

// readWhole reads a reply that is no stream.
func (r *running) readWhole(body io.Reader) {
	var text []byte
	r.pump(body, func(chunk []byte, _ float64) bool {
		text = append(text, chunk...)
		return true
	})
	r.outcome.Body = pointer(string(text))
	if r.WholeBody != nil {
		r.reader = reading.NewReader(reading.Options{Framing: framing.NDJSON, Rules: r.WholeBody, Keep: r.Reading.Keep})
		r.reader.Whole(text, r.outcome.EndMs)
	}
}

func (r *running) readStream(body io.Reader) {
	collecting := r.collect()
	defer collecting.stop()
	r.pump(body, func(chunk []byte, atMs float64) bool {
		if err := r.reader.Feed(chunk, atMs); err != nil {
			r.failFraming(err)
			return false
		}
		return !r.reader.Ended()
	})
	if r.reader.Ended() {
		r.outcome.Ended = Terminal
		r.endTrail()
		collecting.ended()
		r.drain(body)
		return
	}
	// A last frame is delivered however the reading ended; it may even be the end mark.
	err := r.reader.Close()
	switch {
	case r.reader.Ended():
		r.outcome.Ended, r.outcome.Failure, r.err = Terminal, "", nil
	case err != nil && r.outcome.Ended == EOF:
		r.outcome.Ended, r.outcome.Failure, r.err = Reset, err.Error(), err
	}
}
