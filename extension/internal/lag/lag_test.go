package lag

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// meterAt is a meter whose ticks the test makes, the first of which is due then.
func meterAt(due time.Time) *Meter { return &Meter{active: 1, running: true, due: due} }

// never is when a tick is due that shall not be overdue in a test.
var never = time.Now().Add(time.Hour)

func TestATickThatComesLateCounts(t *testing.T) {
	t.Parallel()
	meter := meterAt(at(10))
	next, on := meter.tick(at(25))
	assert.True(t, on)
	assert.Equal(t, 10*ms, next, "ticks missed altogether are one late tick")
	meter.due = never
	late, any := Span{meter, at(0)}.Stop()
	assert.True(t, any)
	assert.Equal(t, Lateness{Process: 15 * ms, Machine: 15 * ms}, late)
}

func TestOfALateTickTheMachinesPartIsWhereItGaveNoSign(t *testing.T) {
	t.Parallel()
	meter := meterAt(at(10))
	for one := range 20 {
		meter.AtWork(at(10 + one))
	}
	meter.tick(at(35))
	meter.due = never
	late, _ := Span{meter, at(0)}.Stop()
	assert.Equal(t, Lateness{Process: 25 * ms, Machine: 6 * ms}, late)
}

func TestASignThatIsHeardOfAfterTheTickCountsToo(t *testing.T) {
	t.Parallel()
	meter := meterAt(at(10))
	meter.tick(at(35))
	meter.AtWork(at(20))
	// Settled by now, so that nothing changes it any more.
	meter.due = at(60)
	meter.tick(at(60))
	meter.AtWork(at(30))
	meter.due = never
	late, _ := Span{meter, at(0)}.Stop()
	assert.Equal(t, Lateness{Process: 25 * ms, Machine: 15 * ms}, late)
}

func TestATickThatIsOverdueNowCounts(t *testing.T) {
	t.Parallel()
	meter := meterAt(time.Now().Add(-500 * ms))
	span := Span{meter, time.Now().Add(-400 * ms)}
	assert.GreaterOrEqual(t, span.SoFar(), 400*ms)
	late, any := span.Stop()
	assert.True(t, any)
	assert.GreaterOrEqual(t, late.Process, 400*ms)
	assert.GreaterOrEqual(t, late.Machine, 400*ms)
}

func TestASpanTooShortForATickHasNoLateness(t *testing.T) {
	t.Parallel()
	meter := meterAt(never)
	_, any := Span{meter, at(0)}.Stop()
	assert.False(t, any)
}

func TestTheTickerStopsWhenNothingIsMeasured(t *testing.T) {
	t.Parallel()
	var meter Meter
	first, second := meter.Start(), meter.Start()
	first.Stop()
	second.Stop()
	stopped := func() bool {
		meter.mu.Lock()
		defer meter.mu.Unlock()
		return !meter.running
	}
	assert.Eventually(t, stopped, 30*time.Second, time.Millisecond)
	late, any := meter.Start().Stop()
	assert.False(t, any && late.Process > time.Second, "a new start remembers the old ticks")
}
