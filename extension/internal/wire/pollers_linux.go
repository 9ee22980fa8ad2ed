//go:build amd64 || arm64

package wire

import (
	"runtime"
	"sync"
)

// pollers are those of the process.
type pollers struct {
	mu  sync.Mutex
	all []*poller
}

var process pollers

func (ps *pollers) add(s *socket) error {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	counts := make([]int, len(ps.all))
	for i, p := range ps.all {
		counts[i] = p.count()
	}
	which := pollerFor(counts, runtime.GOMAXPROCS(0))
	if which == len(ps.all) {
		own, err := newPoller()
		if err != nil {
			return err
		}
		ps.all = append(ps.all, own)
		go own.run()
	}
	s.poller = ps.all[which]
	return s.poller.add(s)
}
