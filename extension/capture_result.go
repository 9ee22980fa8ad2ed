package sse

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"github.com/k6-llm/k6-llm/extension/internal/reading"
)

// objects are what a result is made of: plain ones for a script, slim ones for a worker.
type objects struct {
	rt     *sobek.Runtime
	isSlim bool
}

// of is an object with these fields, or some of them.
func (o objects) of(fields *shape) builder {
	if o.isSlim {
		return newSlimBuilder(o.rt, newSlim(fields))
	}
	return newBuilder(o.rt)
}

// open is an object with fields of any name.
func (o objects) open() builder {
	if o.isSlim {
		return newSlimBuilder(o.rt, newOpenSlim())
	}
	return newBuilder(o.rt)
}

var (
	captureShape = shapeOf("status", "headers", "proto", "reused", "timings", "channels", "lastChannels", "pieces", "counts",
		"text", "times", "frames", "finish", "model", "usage", "extra", "error", "body", "comments", "roleOnlyFirst",
		"malformed", "frameCount", "bytes", "ended", "failure", "lag")
	timingsShape   = shapeOf("blocked", "connect", "tls", "sent", "headers", "firstFrame", "finishFrame", "end")
	seriesShape    = shapeOf("count", "first", "last", "longestGap", "gapP50", "gapP99")
	countsShape    = shapeOf("first", "last")
	malformedShape = shapeOf("n", "first")
)

// captureResult makes the Capture of lib/measure/capture.ts.
func captureResult(as objects, outcome *exchange.Outcome, keep reading.Keep) sobek.Value {
	rt, result, found := as.rt, as.of(captureShape), outcome.Found
	status, proto, headers := 0, "", http.Header{}
	if response := outcome.Response; response != nil {
		status, proto, headers = response.StatusCode, response.Proto, response.Header
	}
	result.set("status", status)
	result.set("headers", joinedHeaders(as, headers))
	result.set("proto", proto)
	result.set("reused", outcome.Timeline.Reused())
	result.set("timings", timingsOf(as, outcome))
	setPieces(as, result, found, keep)
	result.setUnlessEmpty("finish", found.Finish)
	result.setUnlessEmpty("model", found.Model)
	result.set("usage", stringsOf(rt, found.Usage()))
	extra := as.open()
	for name, raw := range found.Extra {
		extra.set(name, raw)
	}
	result.set("extra", extra.object)
	setIfThere(result, "error", found.Error)
	setIfThere(result, "body", outcome.Body)
	result.set("comments", found.Comments)
	result.set("roleOnlyFirst", found.RoleOnlyFirst)
	malformed := as.of(malformedShape)
	malformed.set("n", found.MalformedCount)
	setIfThere(malformed, "first", found.MalformedFirst)
	result.set("malformed", malformed.object)
	result.set("frameCount", found.FrameCount)
	result.set("bytes", outcome.Bytes)
	result.set("ended", string(outcome.Ended))
	result.setUnlessEmpty("failure", outcome.Failure)
	setIfThere(result, "lag", outcome.LagMs)
	return result.object
}

// setPieces sets all that is told by channel.
func setPieces(as objects, result builder, found *reading.Result, keep reading.Keep) {
	rt := as.rt
	channels, text, times := as.open(), as.open(), as.open()
	var last []string
	for _, channel := range found.Channels {
		channels.set(channel.Name, seriesOf(as, channel.Series))
		text.set(channel.Name, channel.Text)
		if channel.InLastPiece {
			last = append(last, channel.Name)
		}
		if keep.Times {
			times.set(channel.Name, float64Array(rt, channel.Times))
		}
	}
	result.set("channels", channels.object)
	result.set("lastChannels", stringsOf(rt, last))
	if found.Pieces != nil {
		result.set("pieces", seriesOf(as, found.Pieces))
	}
	if first, last, ok := found.Counts(); ok {
		counts := as.of(countsShape)
		counts.set("first", first)
		counts.set("last", last)
		result.set("counts", counts.object)
	}
	if keep.Text {
		result.set("text", text.object)
	}
	if keep.Times {
		result.set("times", times.object)
	}
	if keep.Frames {
		result.set("frames", stringsOf(rt, found.Frames))
	}
}

func seriesOf(as objects, series *reading.Series) *sobek.Object {
	times := as.of(seriesShape)
	times.set("count", series.Count)
	times.set("first", series.First)
	times.set("last", series.Last)
	if longest, p50, p99, ok := series.Gaps(); ok {
		times.set("longestGap", longest)
		times.set("gapP50", p50)
		times.set("gapP99", p99)
	}
	return times.object
}

func timingsOf(as objects, outcome *exchange.Outcome) *sobek.Object {
	timings, steps := as.of(timingsShape), outcome.Timeline.Steps()
	setIfThere(timings, "blocked", steps.Blocked)
	setIfThere(timings, "connect", steps.Connect)
	setIfThere(timings, "tls", steps.TLS)
	setIfThere(timings, "sent", steps.Sent)
	setIfThere(timings, "headers", outcome.HeadersMs)
	setIfThere(timings, "firstFrame", outcome.Found.FirstFrame)
	setIfThere(timings, "finishFrame", outcome.Found.FinishFrame)
	timings.set("end", outcome.EndMs)
	return timings.object
}

func joinedHeaders(as objects, headers http.Header) *sobek.Object {
	joined := as.open()
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		joined.set(name, strings.Join(headers[name], ", "))
	}
	return joined.object
}
