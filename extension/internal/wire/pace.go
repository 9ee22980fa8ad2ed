package wire

import "time"

// pause is how long sockets are left alone after a look at them.
const pause = 2 * time.Millisecond

// quick is what tokens of one stream may not be apart for a pause to be long beside it.
const quick = 4 * pause

// pace decides whether sockets are left alone for a while after a look at them.
type pace struct {
	last        time.Time
	came, again int
	quickOnes   bool
}

// pauses is asked after each look, in which so many sockets had something, some of them again within the time of quick.
func (p *pace) pauses(now time.Time, came, again int) bool {
	dense := now.Sub(p.last) < 2*pause
	p.last = now
	p.came += came
	p.again += again
	if p.came >= 64 {
		p.quickOnes = p.again*8 > p.came
		p.came, p.again = 0, 0
	}
	return dense && !p.quickOnes
}
