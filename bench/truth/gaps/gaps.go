// Package gaps says what instants in a row come to, the same way for the server's truth and for the bare client.
package gaps

import (
	"slices"
	"time"
)

// Gaps are the times between successive frames, in milliseconds; percentiles by nearest rank. None of fewer than two.
type Gaps struct {
	P50     float64 `json:"gap_p50"`
	P99     float64 `json:"gap_p99"`
	Longest float64 `json:"longest_gap"`
}

// Of takes instants in order.
func Of(at []time.Duration) Gaps {
	if len(at) < 2 {
		return Gaps{}
	}
	between := make([]time.Duration, len(at)-1)
	for i := range between {
		between[i] = at[i+1] - at[i]
	}
	slices.Sort(between)
	rank := func(percent int) float64 {
		return float64(between[(percent*len(between)+99)/100-1].Microseconds()) / 1000
	}
	return Gaps{rank(50), rank(99), rank(100)}
}
