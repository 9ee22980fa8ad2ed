package main

import "time"

const maxBody = 1 << 20

type server struct {
	byDefault plan
	late      time.Duration
	truth     *truthLog
	ticks     *ticks
}

// stream writes one reply, frame by frame, each when it is due; it says false if the client went away.
func (s *server) stream(frame func(int) []byte, write func([]byte) (int, error), asked asked, accepted time.Time) bool {
	frames := asked.frames()
	entry := entry{ID: asked.id, Accepted: unixMs(accepted), Tokens: asked.tokens, Frames: frames}
	written := make([]time.Duration, 0, frames)
	for number := 0; number <= frames; number++ {
		due := accepted.Add(asked.due(number))
		time.Sleep(time.Until(due))
		bytes := frame(number)
		before := time.Now()
		_, err := write(bytes)
		after := time.Now()
		if err != nil {
			entry.Broken = true
			break
		}
		// Up to the end of the write: a server that is put aside within it is late, too.
		entry.WorstLate = max(entry.WorstLate, ms(after.Sub(due)))
		if number == 0 {
			entry.FirstLate = ms(after.Sub(due))
		}
		if number < frames {
			written = append(written, before.Sub(accepted))
		} else {
			entry.End = ms(before.Sub(accepted))
		}
	}
	entry.tokensWritten(written, asked.reasoning)
	first := accepted.Add(time.Duration(entry.FirstWrite * float64(time.Millisecond)))
	// No write tells how late the request itself was seen; the ticks do.
	entry.Late = entry.WorstLate > ms(s.late) || s.ticks.anyLate(accepted.Add(-tick), time.Now())
	entry.LateFirst = entry.FirstLate > ms(s.late) || s.ticks.anyLate(accepted.Add(-tick), first.Add(tick))
	s.truth.write(entry)
	return !entry.Broken
}
