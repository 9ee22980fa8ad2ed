package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// looked lets a pace look so many times, so far apart, each time at 20 sockets to which something came so long after the
// last time, and gives the pause after the last look.
func looked(p *pace, looks int, every, apart time.Duration) (pause time.Duration) {
	if p.last.IsZero() {
		p.last = epoch
	}
	start := p.last
	for i := range looks {
		for range 20 {
			p.saw(apart)
		}
		pause = p.next(start.Add(time.Duration(i+1) * every))
	}
	return pause
}

func TestThePauseIsAsLongAsTheGapsBetweenTokensAllow(t *testing.T) {
	for apart, want := range map[time.Duration]time.Duration{
		time.Millisecond:       0,
		7 * time.Millisecond:   0,
		8 * time.Millisecond:   2 * time.Millisecond,
		15 * time.Millisecond:  2 * time.Millisecond,
		20 * time.Millisecond:  4 * time.Millisecond,
		100 * time.Millisecond: 8 * time.Millisecond,
		time.Hour:              8 * time.Millisecond,
	} {
		p := newPace()
		assert.Equal(t, want, looked(&p, 100, time.Millisecond, apart), "tokens %s apart", apart)
	}
}

func TestWhereLittleComesNothingWaits(t *testing.T) {
	p := newPace()
	assert.Zero(t, looked(&p, 100, 20*time.Millisecond, time.Second))
}

func TestTheFirstLookAfterAQuietTimeIsFollowedByNoPause(t *testing.T) {
	p := newPace()
	assert.NotZero(t, looked(&p, 100, time.Millisecond, time.Second))
	assert.Zero(t, looked(&p, 1, time.Second, time.Second))
}

func TestAFewQuickOnesAmongManySlowOnesChangeNothing(t *testing.T) {
	p := newPace()
	for i := range 1280 {
		if i%10 == 0 {
			p.saw(time.Millisecond)
		} else {
			p.saw(20 * time.Millisecond)
		}
	}
	assert.Equal(t, 4*time.Millisecond, p.pause)
}

func TestWhatHasBecomeSlowMayWaitAgain(t *testing.T) {
	p := newPace()
	assert.Zero(t, looked(&p, 100, time.Millisecond, time.Millisecond))
	assert.Equal(t, 8*time.Millisecond, looked(&p, 100, time.Millisecond, 100*time.Millisecond))
}
