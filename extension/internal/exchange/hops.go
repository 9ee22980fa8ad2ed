package exchange

import (
	"net/http"
	"net/http/httptrace"

	"go.k6.io/k6/v2/metrics"
)

// hops sends each request of a chain of redirects over the VU's transport. As in k6/http each hop has samples of its
// own: those of the last are made when the stream ends.
type hops struct{ stream *Stream }

func (h *hops) RoundTrip(request *http.Request) (*http.Response, error) {
	report := &h.stream.Report
	if report.Response != nil {
		report.Trail = h.stream.timeline.tracer.Done()
		trail, _ := report.Samples()
		metrics.PushIfNotDone(h.stream.ctx, report.State.Samples, trail)
		start := h.stream.timeline.start
		h.stream.timeline = NewTimeline()
		h.stream.timeline.start = start
	}
	report.Request = request
	traced := request.WithContext(httptrace.WithClientTrace(request.Context(), h.stream.timeline.Trace()))
	response, err := report.State.Transport.RoundTrip(traced)
	report.Response = response
	return response, err
}
