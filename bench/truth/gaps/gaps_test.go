package gaps

import (
	"testing"
	"time"
)

func TestNearestRanksOfTheTimesBetweenFrames(t *testing.T) {
	at := []time.Duration{500, 510, 540, 560, 600}
	for i := range at {
		at[i] *= time.Millisecond
	}
	if got, want := Of(at), (Gaps{P50: 20, P99: 40, Longest: 40}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOneFrameHasNoGap(t *testing.T) {
	if got := Of([]time.Duration{time.Second}); got != (Gaps{}) {
		t.Errorf("got %+v", got)
	}
}
