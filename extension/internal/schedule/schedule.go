// Package schedule hands the arrivals of a schedule to whoever waits for one, each when it is due.
package schedule

import (
	"context"
	"slices"
	"sync"
	"time"
)

// None is the arrival of whoever waits when there is none left.
const None = -1

// Schedule hands each arrival to the one that began to wait last. What it holds is then still in the processor's caches:
// with six hundred virtual users in turn, every exchange would begin in memory that has long been pushed out of them.
type Schedule struct {
	// at are the instants of the arrivals since the start, ascending.
	at []time.Duration

	mu sync.Mutex
	// due have come, handed of them were taken.
	due, handed int
	waiting     []chan int
	timer       *time.Timer
	start       time.Time
}

// New makes a schedule of ascending instants since its start.
func New(at []time.Duration) *Schedule { return &Schedule{at: at} }

// Next waits for an arrival of the caller's own and gives its number, [None] if all are taken. It ends early with the
// context's error. The start is that of the first call.
func (s *Schedule) Next(ctx context.Context, start time.Time) (int, error) {
	waiting := s.enter(start)
	select {
	case arrival := <-waiting:
		return arrival, nil
	case <-ctx.Done():
		s.leave(waiting)
		return None, ctx.Err()
	}
}

func (s *Schedule) enter(start time.Time) chan int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.start.IsZero() {
		s.start = start
	}
	own := make(chan int, 1)
	s.waiting = append(s.waiting, own)
	s.hand()
	return own
}

func (s *Schedule) leave(own chan int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.waiting, own); i >= 0 {
		s.waiting = slices.Delete(s.waiting, i, i+1)
	}
}

// hand gives what is due to who waits, and sets the timer for the next arrival if somebody still does.
func (s *Schedule) hand() {
	since := time.Since(s.start)
	for s.due < len(s.at) && s.at[s.due] <= since {
		s.due++
	}
	for len(s.waiting) > 0 && (s.handed < s.due || s.handed == len(s.at)) {
		last := len(s.waiting) - 1
		own := s.waiting[last]
		s.waiting = s.waiting[:last]
		if s.handed == len(s.at) {
			own <- None
			continue
		}
		own <- s.handed
		s.handed++
	}
	if len(s.waiting) == 0 || s.due == len(s.at) {
		return
	}
	if left := s.at[s.due] - since; s.timer == nil {
		s.timer = time.AfterFunc(left, s.fire)
	} else {
		s.timer.Reset(left)
	}
}

func (s *Schedule) fire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hand()
}
