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
}

// since gives what all but one in a hundred goroutines waited at most since the last call; nothing at the first.
func (w *waits) since() time.Duration {
	w.sample[0].Name = "/sched/latencies:seconds"
	metrics.Read(w.sample[:])
	if w.sample[0].Value.Kind() != metrics.KindFloat64Histogram {
		return 0
	}
	now := w.sample[0].Value.Float64Histogram()
	if w.before == nil {
		w.before = slices.Clone(now.Counts)
		return 0
	}
	seconds := p99Since(w.before, now)
	copy(w.before, now.Counts)
	return time.Duration(seconds * float64(time.Second))
}

// p99Since gives the lower bound of the bucket that holds the 99th percentile of what was counted since, in the unit of
// the buckets; of fewer than a hundred it is that of the longest.
func p99Since(before []uint64, now *metrics.Float64Histogram) float64 {
	var all, above uint64
	for i, count := range now.Counts {
		all += count - before[i]
	}
	for i := len(now.Counts) - 1; i >= 0; i-- {
		if above += now.Counts[i] - before[i]; above*100 > all {
			return max(now.Buckets[i], 0)
		}
	}
	return 0
}
