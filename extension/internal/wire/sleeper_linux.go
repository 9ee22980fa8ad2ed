//go:build amd64 || arm64

package wire

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

// sleeper sleeps on a timer of the kernel that Go's network poller waits for. A timer of Go's own is not looked at while the
// collector marks on an idle processor, which it then does for 20 ms at a time; for the network it stops within 0.1 ms, and
// all other timers that are due are then served too.
type sleeper struct {
	fd uintptr
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
	if timer, err := os.NewFile(fd, "timer").SyscallConn(); err == nil {
		s.timer = timer
	}
	return s
}

func (s *sleeper) sleep(d time.Duration) {
	if !s.set(d) || s.timer.Read(s.expired) != nil {
		time.Sleep(d)
	}
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
