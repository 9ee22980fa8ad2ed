package wire

import "time"

// pauses are for how long sockets may be left alone after a look at them.
var pauses = [...]time.Duration{2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond}

// longBeside is how many pauses what comes to one socket must be apart for a pause to be short beside it.
const longBeside = 4

// judgedFrom is how many tellings are judged together.
const judgedFrom = 64

// pace decides for how long sockets are left alone after a look at them.
type pace struct {
	last time.Time
	// pause is the one that suits what came of late, 0 for none.
	pause time.Duration
	// told are tellings since the last judgement, of which so many came too soon for each of the pauses.
	told    int
	tooSoon [len(pauses)]int
}

func newPace() pace { return pace{pause: pauses[0]} }

// saw takes that something came for a socket, so long after the last time.
func (p *pace) saw(apart time.Duration) {
	p.told++
	for i, pause := range pauses {
		if apart < longBeside*pause {
			p.tooSoon[i]++
		}
	}
	if p.told == judgedFrom {
		p.judge()
	}
}

// judge takes the longest pause for which few came too soon.
func (p *pace) judge() {
	p.pause = 0
	for i, pause := range pauses {
		if p.tooSoon[i]*8 <= p.told {
			p.pause = pause
		}
	}
	p.told, p.tooSoon = 0, [len(pauses)]int{}
}

// next is asked after each look that found something. 0 for no pause: where little comes nothing waits.
func (p *pace) next(now time.Time) time.Duration {
	dense := now.Sub(p.last) < 2*max(p.pause, pauses[0])
	p.last = now
	if !dense {
		return 0
	}
	return p.pause
}
