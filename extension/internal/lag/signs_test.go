package lag

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// signsAt are signs in these milliseconds.
func signsAt(milliseconds ...int) *signs {
	s := &signs{}
	for _, one := range milliseconds {
		s.note(at(one))
	}
	return s
}

func TestTheLongestSilence(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		signs    []int
		from, to int
		want     time.Duration
	}{
		"is all of it where there was none":              {nil, 10, 50, 40 * ms},
		"is what is left before one":                     {[]int{40}, 10, 50, 31 * ms},
		"or after it":                                    {[]int{15}, 10, 50, 35 * ms},
		"or between":                                     {[]int{15, 40}, 10, 50, 26 * ms},
		"is two milliseconds where each of them has one": {[]int{10, 11, 12, 13, 14, 15}, 10, 15, 2 * ms},
		"is not made shorter by one before or after":     {[]int{9, 51}, 10, 50, 40 * ms},
		"is none of no time":                             {nil, 10, 10, 0},
		"is never longer than the time":                  {[]int{10}, 10, 10, 0},
		"is known of the last four seconds only":         {[]int{10, 20, 30}, 0, 10_000, 10_000 * ms},
		"and one before the package was there is not":    {[]int{-5}, 10, 50, 40 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, one.want, signsAt(one.signs...).silence(at(one.from), at(one.to)))
		})
	}
}

func TestASignOfFourSecondsAgoIsNotTakenForOneOfNow(t *testing.T) {
	t.Parallel()
	s := signsAt(10)
	assert.Equal(t, 40*ms, s.silence(at(4096), at(4136)))
}
