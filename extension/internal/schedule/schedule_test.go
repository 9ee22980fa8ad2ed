package schedule

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func seconds(at ...int) *Schedule {
	instants := make([]time.Duration, len(at))
	for i, second := range at {
		instants[i] = time.Duration(second) * time.Second
	}
	return New(instants)
}

// waiter waits for one arrival after another and notes them with the second in which each came.
func waiter(t *testing.T, s *Schedule, start time.Time, name string, into chan<- [3]any) {
	t.Helper()
	go func() {
		arrival, err := s.Next(t.Context(), start)
		if err == nil {
			into <- [3]any{name, arrival, int(time.Since(start).Seconds())}
		}
	}()
	synctest.Wait()
}

func TestAnArrivalGoesToTheOneThatBeganToWaitLastWhenItIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, start, came := seconds(1, 2, 5), time.Now(), make(chan [3]any, 3)
		waiter(t, s, start, "first", came)
		waiter(t, s, start, "second", came)
		require.Equal(t, [3]any{"second", 0, 1}, <-came)
		waiter(t, s, start, "second again", came)
		require.Equal(t, [3]any{"second again", 1, 2}, <-came)
		require.Equal(t, [3]any{"first", 2, 5}, <-came)
	})
}

func TestArrivalsThatFoundNobodyAreHandedInOrderAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, start := seconds(1, 2, 5), time.Now()
		time.Sleep(3 * time.Second)
		for _, want := range []int{0, 1} {
			arrival, err := s.Next(t.Context(), start)
			require.NoError(t, err)
			require.Equal(t, want, arrival)
			require.Equal(t, 3*time.Second, time.Since(start))
		}
	})
}

func TestWhoWaitsWhenAllAreTakenIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, start, came := seconds(1), time.Now(), make(chan [3]any, 2)
		waiter(t, s, start, "first", came)
		waiter(t, s, start, "second", came)
		require.ElementsMatch(t, [][3]any{{"second", 0, 1}, {"first", None, 1}}, [][3]any{<-came, <-came})
		arrival, err := s.Next(t.Context(), start)
		require.NoError(t, err)
		require.Equal(t, None, arrival)
	})
}

func TestWhoIsStoppedTakesNoArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, start, came := seconds(1), time.Now(), make(chan [3]any, 1)
		waiter(t, s, start, "first", came)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.Next(ctx, start)
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, [3]any{"first", 0, 1}, <-came)
	})
}
