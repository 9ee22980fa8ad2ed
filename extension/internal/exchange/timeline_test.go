package exchange

import (
	"testing"
	"time"

	"github.com/k6-llm/k6-llm/extension/internal/wire"
	"github.com/stretchr/testify/assert"
)

// withRequest is a timeline that is measured, of a request that was written so long after its connection was there.
func withRequest(written time.Duration) *Timeline {
	timeline := NewTimeline()
	timeline.StartLag()
	timeline.arrivals.Store(&wire.Arrivals{})
	timeline.gotConn.set(time.Millisecond)
	timeline.wroteHeaders.set(time.Millisecond + written)
	return timeline
}

func TestARequestThatIsWrittenLateIsLag(t *testing.T) {
	lag, known := withRequest(time.Hour).StopLag()
	assert.True(t, known)
	assert.Equal(t, time.Hour, lag)
}

func TestWhatPassesBeforeThereIsAConnectionIsLagByTheProcesssOwnLateness(t *testing.T) {
	timeline := withRequest(0)
	timeline.lateToConnect.Store(int64(time.Hour))
	lag, known := timeline.StopLag()
	assert.True(t, known)
	assert.Equal(t, time.Hour, lag)
}

func TestAnExchangeThatCameToNothingHasTheLatenessOfTheProcess(t *testing.T) {
	timeline := NewTimeline()
	timeline.StartLag()
	timeline.lateToConnect.Store(int64(time.Hour))
	lag, _ := timeline.StopLag()
	assert.Less(t, lag, time.Hour)
}
