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

// captureResult makes the Capture of lib/measure/capture.ts.
func captureResult(rt *sobek.Runtime, outcome *exchange.Outcome, keep reading.Keep) sobek.Value {
	result, found := newBuilder(rt), outcome.Found
	status, proto, headers := 0, "", http.Header{}
	if response := outcome.Response; response != nil {
		status, proto, headers = response.StatusCode, response.Proto, response.Header
	}
	result.set("status", status)
	result.set("headers", joinedHeaders(rt, headers))
	result.set("proto", proto)
	result.set("reused", outcome.Timeline.Reused())
	result.set("timings", timingsOf(rt, outcome))
	setPieces(result, found, keep)
	result.setUnlessEmpty("finish", found.Finish)
	result.setUnlessEmpty("model", found.Model)
	result.set("usage", stringsOf(rt, found.Usage()))
	extra := newBuilder(rt)
	for name, raw := range found.Extra {
		extra.set(name, raw)
	}
	result.set("extra", extra.object)
	setIfThere(result, "error", found.Error)
	setIfThere(result, "body", outcome.Body)
	result.set("comments", found.Comments)
	result.set("roleOnlyFirst", found.RoleOnlyFirst)
	malformed := newBuilder(rt)
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
func setPieces(result builder, found *reading.Result, keep reading.Keep) {
	rt := result.rt
	channels, text, times := newBuilder(rt), newBuilder(rt), newBuilder(rt)
	var last []string
	for _, channel := range found.Channels {
		channels.set(channel.Name, seriesOf(rt, channel.Series))
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
		result.set("pieces", seriesOf(rt, found.Pieces))
	}
	if first, last, ok := found.Counts(); ok {
		counts := newBuilder(rt)
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

func seriesOf(rt *sobek.Runtime, series *reading.Series) *sobek.Object {
	times := newBuilder(rt)
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

func timingsOf(rt *sobek.Runtime, outcome *exchange.Outcome) *sobek.Object {
	timings, steps := newBuilder(rt), outcome.Timeline.Steps()
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

func joinedHeaders(rt *sobek.Runtime, headers http.Header) *sobek.Object {
	joined := newBuilder(rt)
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		joined.set(name, strings.Join(headers[name], ", "))
	}
	return joined.object
}
