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

// enoughSockets is how many a poller has when the next begins, if there is a processor for it: one is cheaper than two, and
// reads tens of thousands of tokens a second.
const enoughSockets = 500

// pollerFor says which of the pollers that have so many sockets is to have the next, or the number of them for a new one.
func pollerFor(sockets []int, processors int) int {
	least := 0
	for i, count := range sockets {
		if count < sockets[least] {
			least = i
		}
	}
	if len(sockets) > 0 && (sockets[least] < enoughSockets || len(sockets) >= processors) {
		return least
	}
	return len(sockets)
}
