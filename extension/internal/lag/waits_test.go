package lag

import (
	"math"
	"runtime/metrics"
	"testing"
)

func TestTheWaitOfAllButOneInAHundred(t *testing.T) {
	t.Parallel()
	buckets := []float64{math.Inf(-1), 0, 0.001, 0.01, 0.1, math.Inf(1)}
	for name, one := range map[string]struct {
		before, now []uint64
		want        float64
	}{
		"nobody waited":                          {[]uint64{0, 7, 7, 7, 0}, []uint64{0, 7, 7, 7, 0}, 0},
		"one of 99 waited long":                  {make([]uint64, 5), []uint64{0, 98, 0, 1, 0}, 0.01},
		"one of 100 is that one":                 {make([]uint64, 5), []uint64{0, 99, 0, 1, 0}, 0},
		"what was counted before counts no more": {[]uint64{0, 0, 0, 90, 0}, []uint64{0, 0, 5, 90, 0}, 0.001},
		"the longest bucket has a lower bound":   {make([]uint64, 5), []uint64{0, 0, 0, 0, 3}, 0.1},
		"less than nothing is nothing":           {make([]uint64, 5), []uint64{3, 0, 0, 0, 0}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := p99Since(one.before, &metrics.Float64Histogram{Counts: one.now, Buckets: buckets}); got != one.want {
				t.Errorf("got %v, want %v", got, one.want)
			}
		})
	}
}

func TestWaitsBeforeTheFirstLookAreNotOurs(t *testing.T) {
	t.Parallel()
	var w waits
	if wait := w.since(); wait != 0 {
		t.Errorf("got %v", wait)
	}
}
