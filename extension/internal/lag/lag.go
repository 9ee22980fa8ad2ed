// Package lag measures this process's own lateness: how late a 10 ms ticker fires, and how long work that is ready waits for
// a processor, since a ticker is served before a thousand streams that are ready. What the ticker suffers (a busy CPU, a
// garbage collection, a suspended machine), times that are taken by this process suffer too. Times that the kernel takes
// suffer only where the machine itself was put aside, so of a late tick it is also known how much of it nothing vouches for:
// the longest stretch in which no packet was stamped, none was sent, and no socket looked at.
package lag

import (
	"sync"
	"time"
)

const period = 10 * time.Millisecond

// waitsEvery is after how many ticks the waits since the last time are looked at, if there were enough.
const waitsEvery = 10

// settled is how long after a late tick what came meanwhile has been read.
const settled = 2 * period

// Meter runs one ticker while anything is being measured, and none else.
type Meter struct {
	mu      sync.Mutex
	active  int
	due     time.Time
	running bool
	waits   waits
	ticks   int

	late, silent Log
	signs        signs
	// unsettled are ticks that are not in silent yet.
	unsettled []entry
}

// Process is the meter of this process.
var Process = &Meter{}

// Span is one measured stretch of time.
type Span struct {
	meter *Meter
	from  time.Time
}

// Lateness is the worst of a span.
type Lateness struct {
	// Process is that of the process, Machine the part of it in which the machine may not have been at work at all.
	Process, Machine time.Duration
}

// Start begins a span.
func (m *Meter) Start() Span {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if m.active++; !m.running {
		m.due, m.running = now.Add(period), true
		m.late.clear()
		m.silent.clear()
		m.unsettled = m.unsettled[:0]
		m.ticks = 0
		m.waits = waits{}
		m.waits.since()
		go m.run()
	}
	return Span{meter: m, from: now}
}

// Stop ends the span and gives the worst lateness in it, false if no tick was due.
func (s Span) Stop() (Lateness, bool) {
	m := s.meter
	m.mu.Lock()
	defer m.mu.Unlock()
	m.active--
	now := time.Now()
	worst, known := m.worst(s.from, now)
	machine, _ := m.silent.Worst(s.from)
	for _, tick := range m.unsettled {
		machine = max(machine, m.silenceOf(tick, s.from))
	}
	if tick, is := m.overdue(now); is {
		machine = max(machine, m.silenceOf(tick, s.from))
	}
	return Lateness{Process: worst, Machine: min(machine, worst)}, known
}

// SoFar gives the worst lateness of the process in the span until now, 0 if it was never begun.
func (s Span) SoFar() time.Duration {
	if s.meter == nil {
		return 0
	}
	s.meter.mu.Lock()
	defer s.meter.mu.Unlock()
	worst, _ := s.meter.worst(s.from, time.Now())
	return worst
}

func (m *Meter) worst(from, now time.Time) (worst time.Duration, known bool) {
	worst, known = m.late.Worst(from)
	if tick, is := m.overdue(now); is {
		worst, known = max(worst, now.Sub(later(tick.due(), from))), true
	}
	return worst, known
}

// overdue is the tick that should have come by now, if there is one: it has no entry yet.
func (m *Meter) overdue(now time.Time) (entry, bool) {
	late := now.Sub(m.due)
	return entry{now, late}, late > 0
}

// silenceOf is the part of a late tick, since then, for which nothing vouches.
func (m *Meter) silenceOf(tick entry, from time.Time) time.Duration {
	return m.signs.silence(later(tick.due(), from), tick.at)
}

func (m *Meter) run() {
	timer := time.NewTimer(period)
	defer timer.Stop()
	for range timer.C {
		next, on := m.tick(time.Now())
		if !on {
			return
		}
		timer.Reset(next)
	}
}

// tick notes one tick and says how long until the next; it says false when nothing is measured any more.
func (m *Meter) tick(now time.Time) (time.Duration, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.active == 0 {
		m.running = false
		return 0, false
	}
	tick := entry{now, max(now.Sub(m.due), 0)}
	m.settle(now.Add(-settled))
	m.unsettled = append(m.unsettled, tick)
	if m.ticks++; m.ticks%waitsEvery == 0 {
		tick.late = max(tick.late, m.waits.since())
	}
	m.late.Note(now, tick.late)
	// Ticks missed altogether are one late tick, not many.
	if m.due = m.due.Add(period); m.due.Before(now) {
		m.due = now.Add(period)
	}
	return m.due.Sub(now), true
}

// settle takes the signs there are of ticks before then for all of them.
func (m *Meter) settle(before time.Time) {
	n := 0
	for ; n < len(m.unsettled) && m.unsettled[n].at.Before(before); n++ {
		tick := m.unsettled[n]
		m.silent.Note(tick.at, m.silenceOf(tick, tick.due()))
	}
	m.unsettled = append(m.unsettled[:0], m.unsettled[n:]...)
}

// AtWork notes that the machine was at work at that time, however late this process hears of it.
func (m *Meter) AtWork(at time.Time) { m.signs.note(at) }

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
