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
		took := after.Sub(before)
		entry.WorstLate = max(entry.WorstLate, ms(after.Sub(due)))
		entry.WorstWrite = max(entry.WorstWrite, ms(took))
		if number == 0 {
			entry.FirstLate = ms(after.Sub(due))
			entry.LateFirst = took > s.late
		}
		if number < frames {
			written = append(written, before.Sub(accepted))
			entry.LateGaps = entry.LateGaps || took > s.late
		} else {
			entry.End = ms(before.Sub(accepted))
		}
	}
	entry.tokensWritten(written, asked.reasoning)
	// The truth is when a write was begun, however late: only what happens unseen makes it wrong. That is a server put
	// aside within a write, which its duration tells, or when the request came, which the ticks tell.
	seenLate := s.ticks.anyLate(accepted.Add(-tick), accepted)
	entry.LateFirst = entry.LateFirst || seenLate
	entry.Late = entry.WorstWrite > ms(s.late) || seenLate
	s.truth.write(entry)
	return !entry.Broken
}
