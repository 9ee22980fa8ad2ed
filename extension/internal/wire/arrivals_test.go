package wire

import (
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// at is an instant so many seconds after the package's own beginning, as time.Now gives it.
func at(seconds float64) time.Time { return epoch.Add(time.Duration(seconds * float64(time.Second))) }

// noted lets bytes come and be read.
func noted(a *Arrivals, now, wall time.Time) { a.last.Store(a.came(now, wall)) }

// wall is the same as a wall clock tells it.
func wall(seconds float64) time.Time { return at(seconds).Round(0) }

func TestAnArrivalIsAsLongAgoAsTheWallClockSays(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), wall(7))
	since, known := a.Since(at(5))
	assert.True(t, known)
	assert.Equal(t, 2*time.Second, since)
}

func TestAnArrivalWithoutATimeStampIsTheInstantOfReading(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), time.Time{})
	since, known := a.Since(at(5))
	assert.True(t, known)
	assert.Equal(t, 5*time.Second, since)
}

func TestAWallClockThatIsSetBackTellsOfNoArrivalInTheFuture(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), wall(3600))
	since, _ := a.Since(at(5))
	assert.Equal(t, 5*time.Second, since)
}

func TestAWallClockThatIsSetForwardPutsNothingBeforeWhatWasReadBefore(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), wall(10))
	noted(&a, at(11), wall(1))
	since, _ := a.Since(at(5))
	assert.Equal(t, 5*time.Second, since)
}

func TestBytesThatCameBeforeARequestTellNothingOfItsReply(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), wall(10))
	_, known := a.Since(at(11))
	assert.False(t, known)
}

func TestNothingIsKnownOfAConnectionOfOthers(t *testing.T) {
	ours, theirs := net.Pipe()
	defer func() { _, _ = ours.Close(), theirs.Close() }()
	_, known := ArrivalsOf(ours).Since(time.Now())
	assert.False(t, known)
}

func TestAReadOfSeveralPacketsIsLateForWhoAskedBeforeIt(t *testing.T) {
	var a Arrivals
	a.late.Note(at(10), 20*time.Millisecond)
	late, stamped := a.Lateness(at(9))
	assert.True(t, stamped)
	assert.Equal(t, 20*time.Millisecond, late)
	late, stamped = a.Lateness(at(10.5))
	assert.True(t, stamped)
	assert.Zero(t, late)
}

func TestNothingVouchesForWhatTheKernelDidNotStamp(t *testing.T) {
	var a Arrivals
	noted(&a, at(10), time.Time{})
	noted(&a, at(11), wall(11))
	_, stamped := a.Lateness(at(9))
	assert.False(t, stamped)
	_, stamped = a.Lateness(at(10.5))
	assert.True(t, stamped)
	_, stamped = (*Arrivals)(nil).Lateness(at(9))
	assert.False(t, stamped)
}
