package main

import (
	"sort"
	"sync"
	"time"
)

const lagTick = 10 * time.Millisecond

// lagMeter notes how late a 10 ms ticker fires, as extension/internal/lag does: what it suffers, the times suffer too.
type lagMeter struct {
	mu    sync.Mutex
	ticks []lagged
}

type lagged struct {
	at   time.Time
	late time.Duration
}

func newLagMeter() *lagMeter {
	m := &lagMeter{}
	go func() {
		for due := time.Now().Add(lagTick); ; due = due.Add(lagTick) {
			time.Sleep(time.Until(due))
			now := time.Now()
			m.mu.Lock()
			m.ticks = append(m.ticks, lagged{now, now.Sub(due)})
			m.mu.Unlock()
			// Ticks missed altogether are one late tick, not many.
			if due.Add(lagTick).Before(now) {
				due = now
			}
		}
	}()
	return m
}

// worst is the latest tick of a stretch, and the first after it: one that was due within came then.
func (m *lagMeter) worst(from, to time.Time) time.Duration {
	m.mu.Lock()
	ticks := m.ticks
	m.mu.Unlock()
	first := sort.Search(len(ticks), func(i int) bool { return !ticks[i].at.Before(from) })
	var worst time.Duration
	for _, tick := range ticks[first:] {
		due := tick.at.Add(-tick.late)
		if due.After(to) {
			break
		}
		worst = max(worst, tick.late)
	}
	return worst
}
