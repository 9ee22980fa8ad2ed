package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// looked asks a pace after so many looks, so far apart, and gives what it says to the last.
func looked(p *pace, looks int, apart time.Duration, came, again int) (pauses bool) {
	start := p.last
	if start.IsZero() {
		start = epoch
	}
	for i := range looks {
		pauses = p.pauses(start.Add(time.Duration(i+1)*apart), came, again)
	}
	return pauses
}

func TestWhereSomethingComesEveryMillisecondThereIsAPause(t *testing.T) {
	assert.True(t, looked(&pace{}, 100, time.Millisecond, 20, 0))
}

func TestWhereLittleComesNothingWaits(t *testing.T) {
	assert.False(t, looked(&pace{}, 100, 20*time.Millisecond, 1, 0))
}

func TestTheFirstLookAfterAQuietTimeIsFollowedByNone(t *testing.T) {
	var p pace
	assert.True(t, looked(&p, 100, time.Millisecond, 20, 0))
	assert.False(t, looked(&p, 1, time.Second, 20, 0))
}

func TestStreamsWhoseTokensAreCloserThanAFewPausesAreReadAsTheyCome(t *testing.T) {
	assert.False(t, looked(&pace{}, 100, time.Millisecond, 20, 10))
}

func TestAFewQuickOnesAmongManySlowOnesChangeNothing(t *testing.T) {
	assert.True(t, looked(&pace{}, 100, time.Millisecond, 20, 2))
}

func TestWhatHasBecomeSlowMayWaitAgain(t *testing.T) {
	var p pace
	assert.False(t, looked(&p, 100, time.Millisecond, 20, 20))
	assert.True(t, looked(&p, 100, time.Millisecond, 20, 0))
}

func TestASocketGoesToThePollerWithTheFewestOrToANewOneWhereAllHaveEnough(t *testing.T) {
	for name, one := range map[string]struct {
		counts     []int
		processors int
		want       int
	}{
		"the first":                         {nil, 1, 0},
		"the only one":                      {[]int{499}, 4, 0},
		"the only one has enough":           {[]int{500}, 4, 1},
		"but there is no processor for two": {[]int{5000}, 1, 0},
		"the one with the fewest":           {[]int{500, 20, 30}, 4, 1},
		"all have enough":                   {[]int{500, 501}, 4, 2},
		"as many as processors":             {[]int{900, 800}, 2, 1},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, one.want, pollerFor(one.counts, one.processors))
		})
	}
}
