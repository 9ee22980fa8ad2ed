package main

import (
	"sync"
	"time"
)

const tick = 5 * time.Millisecond

// ticks watches this process for stretches in which it did not run.
type ticks struct {
	mu   sync.Mutex
	late []stretch
}

type stretch struct{ from, to time.Time }

func newTicks(late time.Duration) *ticks {
	t := &ticks{}
	go func() {
		for due := time.Now().Add(tick); ; due = time.Now().Add(tick) {
			time.Sleep(time.Until(due))
			if now := time.Now(); now.Sub(due) > late {
				t.mu.Lock()
				t.late = append(t.late, stretch{due, now})
				t.mu.Unlock()
			}
		}
	}()
	return t
}

// anyLate tells whether any of the time from one instant to another lies in a late stretch.
func (t *ticks) anyLate(from, to time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	// The newest are last, and requests ask about the recent past.
	for i := len(t.late) - 1; i >= 0 && t.late[i].to.After(from); i-- {
		if t.late[i].from.Before(to) {
			return true
		}
	}
	return false
}
