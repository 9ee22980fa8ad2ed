//go:build amd64 || arm64

package wire

import (
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"github.com/k6-llm/k6-llm/extension/internal/lag"
)

// poller tells sockets that something may have come. A look at all of them, a pause, the next look: a thread that is woken
// once for all tokens of a while costs a fraction of one that is woken for each, and what came meanwhile bears the
// kernel's time stamp. Where little comes there is no pause, nor where streams are so quick that it would blur them.
type poller struct {
	fd      int
	bell    *bell
	mu      sync.Mutex
	sockets map[int32]*socket
	// waiting are sockets with something collected, the first of which is to hand it out first.
	waiting []waiting
	message message
	pace    pace
	sleeper *sleeper
	// handshakes are those that are on.
	handshakes atomic.Int32
	// pause is that of the pace, for others to know.
	pause atomic.Int64
}

// waiting is a socket that has been holding something since then.
type waiting struct {
	*socket
	since time.Time
}

func newPoller() (*poller, error) {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	bell, err := newBell(fd)
	if err != nil {
		_ = syscall.Close(fd)
		return nil, err
	}
	return &poller{fd: fd, bell: bell, sockets: map[int32]*socket{}, pace: newPace(), sleeper: newSleeper()}, nil
}

func (p *poller) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.sockets)
}

// edges are what a socket is watched for, each told once; syscall.EPOLLET is negative.
const edges = syscall.EPOLLIN | syscall.EPOLLOUT | syscall.EPOLLRDHUP | 1<<31

func (p *poller) add(s *socket) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	event := syscall.EpollEvent{Events: edges, Fd: int32(s.fd)}
	if err := syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_ADD, s.fd, &event); err != nil {
		return os.NewSyscallError("epoll_ctl", err)
	}
	p.sockets[int32(s.fd)] = s
	return nil
}

func (p *poller) remove(s *socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sockets, int32(s.fd))
}

func (p *poller) run() {
	events := make([]syscall.EpollEvent, 256)
	// before is when all was last seen: what is there now had not come then.
	var before time.Time
	for {
		n := look(p.fd, events)
		if n == 0 {
			p.wait()
			n = look(p.fd, events)
			// What is there now has ended the wait.
			before = time.Now()
		}
		now := time.Now()
		lag.Process.AtWork(now)
		p.tell(events[:n], before, now)
		p.handOut(now)
		pause := p.pace.next(now)
		p.pause.Store(int64(pause))
		if n == len(events) {
			// There may be more of them.
			continue
		}
		before = now
		if pause > 0 && p.handshakes.Load() == 0 {
			p.sleeper.sleep(pause)
		}
	}
}

// wait returns when something has come or is to be handed out.
func (p *poller) wait() {
	var until time.Time
	if len(p.waiting) > 0 {
		until = p.waiting[0].since.Add(CollectFor)
	}
	p.bell.wait(until)
}

// look gives what an epoll has, without waiting.
func look(fd int, events []syscall.EpollEvent) int {
	n, _, errno := syscall.RawSyscall6(syscall.SYS_EPOLL_PWAIT, uintptr(fd),
		uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)), 0, 0, 0)
	if errno != 0 {
		return 0
	}
	return int(n)
}

// handOut hands out what has waited long enough.
func (p *poller) handOut(now time.Time) {
	n := 0
	for ; n < len(p.waiting) && now.Sub(p.waiting[n].since) >= CollectFor; n++ {
		p.waiting[n].handOutSince(p.waiting[n].since)
		p.waiting[n] = waiting{}
	}
	p.waiting = p.waiting[n:]
}

// tell tells sockets of what is there now and was not before.
func (p *poller) tell(events []syscall.EpollEvent, before, now time.Time) {
	for i := range events {
		s := p.socket(events[i].Fd)
		if s == nil {
			continue
		}
		what := events[i].Events
		ends := what&(syscall.EPOLLRDHUP|syscall.EPOLLHUP|syscall.EPOLLERR) != 0
		if ends {
			s.in.ends.Store(true)
		}
		if ends || what&syscall.EPOLLIN != 0 {
			p.pace.saw(now.Sub(s.told))
			s.told = now
			s.unreadSince.CompareAndSwap(0, int64(before.Sub(epoch)))
			if !ends && s.arrivals.collects(now) {
				if s.collect(now, &p.message) {
					p.waiting = append(p.waiting, waiting{s, now})
				}
			} else {
				s.in.ready.Store(true)
				s.in.tell()
			}
		}
		if what&(syscall.EPOLLOUT|syscall.EPOLLHUP|syscall.EPOLLERR) != 0 && !s.out.ready.Swap(true) {
			s.out.tell()
		}
	}
}

// lateFrom is the age of bytes at which reading them was late, and not only after a pause.
func (p *poller) lateFrom() time.Duration {
	return 2 * max(time.Duration(p.pause.Load()), pauses[0])
}

func (p *poller) socket(fd int32) *socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sockets[fd]
}
