package lag

import (
	"math"
	"runtime/metrics"
	"testing"
	"time"
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
			if got, _ := p99Since(one.before, &metrics.Float64Histogram{Counts: one.now, Buckets: buckets}); got != one.want {
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

// counted is a histogram of so many waits of nothing, and so many of 0.1 s.
func counted(none, long uint64) *metrics.Float64Histogram {
	return &metrics.Float64Histogram{Counts: []uint64{none, long}, Buckets: []float64{0, 0.1, math.Inf(1)}}
}

func TestWaitsSaySomethingWhereThereAreEnough(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		waits, long uint64
		looks       int
		want        time.Duration
	}{
		"1,000 at the first look":            {1000, 11, 1, 100 * time.Millisecond},
		"999 not at the first":               {999, 999, 9, 0},
		"but at the tenth":                   {999, 999, 10, 100 * time.Millisecond},
		"99 never: there can be no queue":    {99, 99, 10, 0},
		"one in a hundred is no queue":       {1000, 10, 1, 0},
		"what was told is not told again":    {1000, 1000, 2, 0},
		"what was too little is not kept on": {99, 99, 20, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var w waits
			w.take(counted(0, 0))
			var got time.Duration
			for range one.looks {
				got = w.take(counted(one.waits-one.long, one.long))
			}
			if got != one.want {
				t.Errorf("got %v, want %v", got, one.want)
			}
		})
	}
}
