package exchange

import "github.com/k6-llm/k6-llm/extension/internal/reading"

// endTrail takes k6's own times once, when the reply has ended: what is drained after it is no part of the exchange.
func (r *running) endTrail() {
	if r.outcome.Report.Trail == nil {
		r.outcome.Report.Trail = r.timeline.tracer.Done()
	}
}

func (r *running) finish() *Outcome {
	outcome := &r.outcome
	r.endTrail()
	outcome.Timeline = r.timeline
	outcome.Found = &reading.Result{}
	if r.reader != nil {
		outcome.Found = r.reader.Result()
	}
	if outcome.Found.EndFrame != nil {
		outcome.EndMs = *outcome.Found.EndFrame
	}
	outcome.LagMs = r.timeline.StopLag()
	outcome.Report.Cut = outcome.Ended == Interrupted
	if !outcome.Report.Cut {
		outcome.Report.Err = r.err
	}
	return outcome
}
