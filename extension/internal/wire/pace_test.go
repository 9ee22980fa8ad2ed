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
