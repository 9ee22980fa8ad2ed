package lag

import (
	"runtime/metrics"
	"slices"
	"time"
)

// waits are the times that goroutines which were ready had to wait for a processor, as the runtime counts them.
type waits struct {
	sample [1]metrics.Sample
	before []uint64
	// skipped are looks at which too few had been counted.
	skipped int
}

// Of so many waits, all but one in a hundred say something at each look; of fewer only at every tenth, and not of less than
// a hundred: then there is no queue, and the ticker tells all.
const (
	manyWaits = 1000
	fewWaits  = 100
	rareLooks = 10
)

// since gives what all but one in a hundred goroutines waited at most since it last gave that, 0 where it says nothing.
func (w *waits) since() time.Duration {
	w.sample[0].Name = "/sched/latencies:seconds"
	metrics.Read(w.sample[:])
	if w.sample[0].Value.Kind() != metrics.KindFloat64Histogram {
		return 0
	}
	return w.take(w.sample[0].Value.Float64Histogram())
}

func (w *waits) take(now *metrics.Float64Histogram) time.Duration {
	if w.before == nil {
		w.before = slices.Clone(now.Counts)
		return 0
	}
	wait, of := p99Since(w.before, now)
	w.skipped++
	if of < manyWaits && w.skipped < rareLooks {
		return 0
	}
	w.skipped = 0
	copy(w.before, now.Counts)
	if of < fewWaits {
		return 0
	}
	return time.Duration(wait * float64(time.Second))
}

// p99Since gives the lower bound of the bucket that holds the 99th percentile of what was counted since, in the unit of
// the buckets, and of how many; of fewer than a hundred it is that of the longest.
func p99Since(before []uint64, now *metrics.Float64Histogram) (p99 float64, of uint64) {
	for i, count := range now.Counts {
		of += count - before[i]
	}
	var above uint64
	for i := len(now.Counts) - 1; i >= 0; i-- {
		if above += now.Counts[i] - before[i]; above*100 > of {
			return max(now.Buckets[i], 0), of
		}
	}
	return 0, of
}
