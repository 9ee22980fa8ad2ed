package lag

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// hearing has packets stamped in these milliseconds.
func hearing(milliseconds ...int) *heard {
	h := &heard{}
	for _, one := range milliseconds {
		h.note(at(one))
	}
	return h
}

func TestTheLongestSilence(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		heard    []int
		from, to int
		want     time.Duration
	}{
		"is all of it where nothing was heard":              {nil, 10, 50, 40 * ms},
		"is what is left before what was heard":             {[]int{40}, 10, 50, 31 * ms},
		"or after it":                                       {[]int{15}, 10, 50, 35 * ms},
		"or between":                                        {[]int{15, 40}, 10, 50, 26 * ms},
		"is two milliseconds where each of them was heard":  {[]int{10, 11, 12, 13, 14, 15}, 10, 15, 2 * ms},
		"is not made shorter by what was before or after":   {[]int{9, 51}, 10, 50, 40 * ms},
		"is none of no time":                                {nil, 10, 10, 0},
		"is never longer than the time":                     {[]int{10}, 10, 10, 0},
		"is known of the last four seconds only":            {[]int{10, 20, 30}, 0, 10_000, 10_000 * ms},
		"and what came before the package was there is not": {[]int{-5}, 10, 50, 40 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, one.want, hearing(one.heard...).silence(at(one.from), at(one.to)))
		})
	}
}

func TestWhatWasHeardFourSecondsAgoIsNotTakenForNow(t *testing.T) {
	t.Parallel()
	h := hearing(10)
	assert.Equal(t, 40*ms, h.silence(at(4096), at(4136)))
}
