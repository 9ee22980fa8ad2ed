package lag

import (
	"sync"
	"time"
)

// Log keeps latenesses for as long as they can be the worst of a stretch of time that lasts until now. The zero value is
// empty.
type Log struct {
	mu      sync.Mutex
	entries []entry
}

// entry is later than every entry after it.
type entry struct {
	at   time.Time
	late time.Duration
}

func (e entry) due() time.Time { return e.at.Add(-e.late) }

// Note takes that something was done so late just at that time, which is not before that of the last note.
func (l *Log) Note(at time.Time, late time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := len(l.entries)
	for kept > 0 && l.entries[kept-1].late <= late {
		kept--
	}
	l.entries = append(l.entries[:kept], entry{at, late})
}

// Worst gives the worst lateness since then, and false if there was none. Of what was due before only the part that lies
// after it counts.
func (l *Log) Worst(from time.Time) (worst time.Duration, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := len(l.entries) - 1; i >= 0 && !l.entries[i].at.Before(from); i-- {
		worst, known = max(worst, min(l.entries[i].late, l.entries[i].at.Sub(from))), true
	}
	return worst, known
}

func (l *Log) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = l.entries[:0]
}
