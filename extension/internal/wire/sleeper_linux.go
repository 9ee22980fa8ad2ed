//go:build amd64 || arm64

package wire

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

// sleeper sleeps on two timers, and the first to be served ends it. Go looks at the timers of its own whenever it changes
// from one goroutine to the next, but not while the collector marks on an idle processor, which it then does for 20 ms at a
// time. For the network it stops marking within 0.1 ms, so the other is one of the kernel's that Go's network poller waits
// for; but while there is work on all processors Go looks at the network only every 10 ms.
type sleeper struct {
	fd   uintptr
	file *os.File
	// timer is nil where the kernel has none.
	timer   syscall.RawConn
	expired func(fd uintptr) bool
	count   uint64
}

const clockMonotonic = 1

// newSleeper sleeps in Go's own way where the kernel has no such timer.
func newSleeper() *sleeper {
	s := &sleeper{}
	fd, _, errno := syscall.RawSyscall(syscall.SYS_TIMERFD_CREATE, clockMonotonic, syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errno != 0 {
		return s
	}
	s.fd = fd
	s.expired = func(fd uintptr) bool {
		n, _, _ := syscall.RawSyscall(syscall.SYS_READ, fd, uintptr(unsafe.Pointer(&s.count)), 8)
		return n == 8
	}
	s.file = os.NewFile(fd, "timer")
	if timer, err := s.file.SyscallConn(); err == nil {
		s.timer = timer
	}
	return s
}

func (s *sleeper) sleep(d time.Duration) {
	if !s.set(d) || s.file.SetReadDeadline(time.Now().Add(d)) != nil {
		time.Sleep(d)
		return
	}
	_ = s.timer.Read(s.expired)
}

// wake ends a sleep from elsewhere; one that is about to begin may be missed.
func (s *sleeper) wake() { s.set(1) }

func (s *sleeper) set(d time.Duration) bool {
	if s.timer == nil {
		return false
	}
	spec := struct{ interval, first syscall.Timespec }{first: syscall.NsecToTimespec(int64(d))}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_TIMERFD_SETTIME, s.fd, 0, uintptr(unsafe.Pointer(&spec)), 0, 0, 0)
	return errno == 0
}
