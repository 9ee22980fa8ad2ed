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
	assert.Equal(t, pointer(milliseconds(time.Hour)), withRequest(time.Hour).StopLag())
}

func TestWhatPassesBeforeThereIsAConnectionIsLagByTheProcesssOwnLateness(t *testing.T) {
	timeline := withRequest(0)
	timeline.lateToConnect.Store(int64(time.Hour))
	assert.Equal(t, pointer(milliseconds(time.Hour)), timeline.StopLag())
}

func TestAnExchangeThatCameToNothingHasTheLatenessOfTheProcess(t *testing.T) {
	timeline := NewTimeline()
	timeline.StartLag()
	timeline.lateToConnect.Store(int64(time.Hour))
	var lag float64
	if told := timeline.StopLag(); told != nil {
		lag = *told
	}
	assert.Less(t, lag, milliseconds(time.Hour))
}
