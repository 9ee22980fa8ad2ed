package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// OpenCall is one stream to be opened.
type OpenCall struct {
	State   *lib.State
	Tags    metrics.TagsAndMeta
	Request *http.Request
	// Timeout is 0 for none.
	Timeout time.Duration
	// Jar is nil for no cookies.
	Jar *cookiejar.Jar
}

// Stream is a reply that is read piece by piece between calls of a script's handlers.
type Stream struct {
	// Response is nil if none came; then Err says why. Err is also set when the stream breaks.
	Response *http.Response
	Err      error
	// Body is set by ReadBody.
	Body   *string
	Report Report

	ctx      context.Context
	cancel   context.CancelCauseFunc
	timer    *time.Timer
	timeline *Timeline
	endMs    float64
	// whole tells that the body was read to its end.
	whole bool
}

// Open sends the request and waits for the headers of the reply, redirects followed. Close must be called.
func Open(vuContext context.Context, call OpenCall) *Stream {
	s := &Stream{timeline: NewTimeline(), Report: Report{State: call.State, Tags: call.Tags, Request: call.Request}}
	s.ctx, s.cancel = context.WithCancelCause(vuContext)
	if call.Timeout > 0 {
		s.timer = time.AfterFunc(call.Timeout, func() { s.cancel(errTimeout) })
	}
	client := &http.Client{Transport: &hops{stream: s}}
	if call.Jar != nil {
		client.Jar = call.Jar
	}
	response, err := client.Do(call.Request.WithContext(s.ctx))
	if err != nil {
		s.fail(err)
		return s
	}
	s.Response = response
	return s
}

// ReadEvents hands on events until the stream ends or breaks, or until done says true. An event larger than limit
// breaks it.
func (s *Stream) ReadEvents(sink framing.EventSink, done func() bool, limit int) {
	splitter := framing.NewSSE(sink)
	s.pump(func(chunk []byte) bool {
		_ = splitter.Feed(chunk) // an event stream cannot be wrong
		if splitter.Pending() > limit {
			s.fail(fmt.Errorf("an event is larger than %d bytes", limit))
		}
		return s.Err == nil && !done()
	})
	if !done() && s.ctx.Err() == nil {
		_ = splitter.Close()
	}
}

// ReadBody reads a reply that is no event stream; what is beyond limit is left out.
func (s *Stream) ReadBody(limit int) {
	var text []byte
	s.pump(func(chunk []byte) bool {
		text = append(text, chunk[:min(len(chunk), limit-len(text))]...)
		return len(text) < limit
	})
	s.Body = pointer(string(text))
}

func (s *Stream) pump(take func(chunk []byte) bool) {
	buffer := readBuffers.Get().(*[8 << 10]byte)
	defer readBuffers.Put(buffer)
	for body := Decoded(s.Response); ; {
		n, err := body.Read(buffer[:])
		if n > 0 && !take(buffer[:n]) {
			return
		}
		if err == io.EOF { //nolint:errorlint // a wrapped one is a broken connection
			s.whole = true
			return
		}
		if err != nil {
			s.fail(err)
			return
		}
	}
}

// Close ends the stream and releases its connection, which is kept for the next request if the reply ends soon.
func (s *Stream) Close() {
	s.endMs = s.timeline.Now()
	s.Report.Trail = s.timeline.tracer.Done()
	s.Report.Cut = s.Err != nil && errors.Is(context.Cause(s.ctx), context.Canceled)
	if !s.Report.Cut && s.Err != nil {
		s.Report.Err = s.Err
	}
	if s.Response != nil {
		if s.Err == nil && !s.whole {
			s.drain()
		}
		_ = s.Response.Body.Close()
	}
	if s.timer != nil {
		s.timer.Stop()
	}
	s.cancel(nil)
}

func (s *Stream) drain() {
	timer := time.AfterFunc(drainTime, func() { s.cancel(errDrained) })
	defer timer.Stop()
	_, _ = io.CopyN(io.Discard, s.Response.Body, drainBytes)
}

// EndMs is how long the stream took.
func (s *Stream) EndMs() float64 { return s.endMs }

// Failure is Err in words, without the URL and without anything secret.
func (s *Stream) Failure() string {
	err := s.Err
	if timeout := context.Cause(s.ctx); errors.Is(timeout, errTimeout) {
		err = timeout
	}
	return redact(err.Error(), s.Report.Request)
}

func (s *Stream) fail(err error) {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		err = withURL.Err
	}
	s.Err = err
	if errors.Is(context.Cause(s.ctx), errTimeout) {
		s.Err = asK6(err, Timeout, s.timeline)
	}
}
