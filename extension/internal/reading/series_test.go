package reading

import (
	"fmt"
	"os"
	"testing"
)

func TestGapPercentilesAreNearestRank(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		arrivals []float64
		want     string
	}{
		{[]float64{100, 110, 150}, "40 10 40 true"},
		{[]float64{0, 10, 20, 30, 40}, "10 10 10 true"},
		{[]float64{5, 5}, "0 0 0 true"},
		{[]float64{0, 0.0004}, "0.0004 0 0 true"},
		{[]float64{0, 0.0006}, "0.0006 0.0006 0.0006 true"},
		{[]float64{7}, "0 0 0 false"},
		{nil, "0 0 0 false"},
	} {
		var series Series
		for _, at := range test.arrivals {
			series.add(at)
		}
		longest, p50, p99, ok := series.Gaps()
		if got := fmt.Sprint(longest, p50, p99, ok); got != test.want {
			t.Errorf("%v: got %s, want %s", test.arrivals, got, test.want)
		}
	}
	var hundred Series
	for i := range 102 {
		hundred.add(float64(i*(i+1)) / 2) // gaps 1, 2, … 101
	}
	if longest, p50, p99, _ := hundred.Gaps(); longest != 101 || p50 != 51 || p99 != 100 {
		t.Errorf("got %v %v %v, want 101 51 100", longest, p50, p99)
	}
}

func readGoldenRules(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile(streams + "/openai-chat/rules.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}
