package exchange

import (
	"time"

	"go.k6.io/k6/v2/metrics"
)

// pushPatience is how long a sample of an interrupted exchange waits for a place. k6 reads the channel until every VU
// has stopped, so that it is long; without a bound a k6 that has stopped reading would never end.
const pushPatience = 5 * time.Second

// PushInterrupted hands samples over although the VU's context is done; metrics.PushIfNotDone would drop them.
func PushInterrupted(samples chan<- metrics.SampleContainer, containers ...metrics.SampleContainer) {
	// The channel is closed when k6 gives up on a VU that is still running: a lost sample is then all that is left.
	defer func() { _ = recover() }()
	timer := time.NewTimer(pushPatience)
	defer timer.Stop()
	for _, container := range containers {
		select {
		case samples <- container:
		case <-timer.C:
			return
		}
	}
}
