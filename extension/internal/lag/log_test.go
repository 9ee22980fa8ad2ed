package lag

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

const ms = time.Millisecond

// at is an instant so many milliseconds after the package's own beginning.
func at(milliseconds int) time.Time { return base.Add(time.Duration(milliseconds) * ms) }

func TestTheWorstSinceThenCounts(t *testing.T) {
	t.Parallel()
	var log Log
	log.Note(at(100), 40*ms)
	log.Note(at(200), 9*ms)
	log.Note(at(300), 2*ms)
	for from, want := range map[int]time.Duration{0: 40 * ms, 150: 9 * ms, 250: 2 * ms, 300: 0} {
		worst, any := log.Worst(at(from))
		assert.True(t, any)
		assert.Equal(t, want, worst, "from %d", from)
	}
	_, any := log.Worst(at(301))
	assert.False(t, any)
}

func TestOfWhatWasDueBeforeOnlyThePartAfterItCounts(t *testing.T) {
	t.Parallel()
	var log Log
	log.Note(at(100), 40*ms)
	log.Note(at(130), 20*ms)
	worst, _ := log.Worst(at(95))
	assert.Equal(t, 20*ms, worst)
	worst, _ = log.Worst(at(70))
	assert.Equal(t, 30*ms, worst)
}

func TestAMilderLatenessIsForgottenWhereAWorseOneFollows(t *testing.T) {
	t.Parallel()
	var log Log
	for i := range 1000 {
		log.Note(at(i), ms)
	}
	assert.Len(t, log.entries, 1)
}
