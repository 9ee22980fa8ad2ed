package lag

import (
	"sync/atomic"
	"time"
)

// signs remember in which milliseconds of the last seconds something showed that the machine was at work.
type signs struct {
	// slots hold the number of the millisecond plus 1, at its remainder.
	slots [4096]atomic.Uint32
}

// base is what milliseconds are counted from.
var base = time.Now()

func millisecond(at time.Time) int64 { return at.Sub(base).Milliseconds() }

func (s *signs) note(at time.Time) {
	ms := millisecond(at)
	if ms < 0 {
		return
	}
	// Most are of the millisecond of the one before, and to look is cheaper than to write.
	if slot := &s.slots[ms%int64(len(s.slots))]; slot.Load() != uint32(ms+1) {
		slot.Store(uint32(ms + 1))
	}
}

// silence gives the longest stretch of that time without a sign, to two milliseconds and never too short.
func (s *signs) silence(from, to time.Time) (longest time.Duration) {
	since, until := from, millisecond(to)
	for ms := max(millisecond(from), until-int64(len(s.slots))+1, 0); ms <= until; ms++ {
		if s.slots[ms%int64(len(s.slots))].Load() != uint32(ms+1) {
			continue
		}
		begin := base.Add(time.Duration(ms) * time.Millisecond)
		longest = max(longest, begin.Add(time.Millisecond).Sub(since))
		since = begin
	}
	return min(max(longest, to.Sub(since)), to.Sub(from))
}
