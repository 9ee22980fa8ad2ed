// Package lag measures this process's own lateness: how late a 10 ms ticker fires, how long work that is ready waits for a
// processor, and whatever others say that they did late. What the ticker suffers (a busy CPU, a garbage collection, a
// suspended machine), the times of a stream suffer too; but it is served before a thousand streams that are ready, and so
// would not know of their queue.
package lag

import (
	"sync"
	"time"
)

const period = 10 * time.Millisecond

// waitsEvery is after how many ticks the waits since the last time are looked at, if there were enough.
const waitsEvery = 10

// Meter runs one ticker while anything is being measured, and none else.
type Meter struct {
	mu      sync.Mutex
	active  int
	epoch   time.Time
	due     time.Duration
	records []record
	running bool
	waits   waits
	ticks   int
}

// record is a tick that came later than every tick after it: only these can be the worst of a span that ends now.
type record struct{ at, late time.Duration }

// Process is the meter of this process.
var Process = &Meter{}

// Span is one measured stretch of time.
type Span struct {
	meter *Meter
	from  time.Duration
}

// Start begins a span.
func (m *Meter) Start() Span {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.active++; !m.running {
		m.epoch, m.due, m.running = time.Now(), period, true
		m.records = m.records[:0]
		m.ticks = 0
		m.waits = waits{}
		m.waits.since()
		go m.run()
	}
	return Span{meter: m, from: time.Since(m.epoch)}
}

// Stop ends the span and gives the worst lateness in it in milliseconds, none if no tick was due.
func (s Span) Stop() (worstMs float64, ok bool) {
	m := s.meter
	m.mu.Lock()
	defer m.mu.Unlock()
	m.active--
	for _, r := range m.records {
		if r.at >= s.from {
			worstMs, ok = milliseconds(r.late), true
			break
		}
	}
	// A tick that is overdue right now has no record yet.
	if late := time.Since(m.epoch) - max(m.due, s.from); late > 0 && m.due < time.Since(m.epoch) {
		worstMs, ok = max(worstMs, milliseconds(late)), true
	}
	return worstMs, ok
}

func (m *Meter) run() {
	timer := time.NewTimer(period)
	defer timer.Stop()
	for range timer.C {
		next, on := m.tick()
		if !on {
			return
		}
		timer.Reset(next)
	}
}

// tick notes one tick and says how long until the next; it says false when nothing is measured any more.
func (m *Meter) tick() (time.Duration, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.active == 0 {
		m.running = false
		return 0, false
	}
	now := time.Since(m.epoch)
	late := max(now-m.due, 0)
	if m.ticks++; m.ticks%waitsEvery == 0 {
		late = max(late, m.waits.since())
	}
	m.note(now, late)
	// Ticks missed altogether are one late tick, not many.
	if m.due += period; m.due < now {
		m.due = now + period
	}
	return m.due - now, true
}

// Late notes that this process has just done something so late.
func (m *Meter) Late(late time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.running {
		m.note(time.Since(m.epoch), late)
	}
}

func (m *Meter) note(now, late time.Duration) {
	kept := len(m.records)
	for kept > 0 && m.records[kept-1].late <= late {
		kept--
	}
	m.records = append(m.records[:kept], record{at: now, late: late})
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
