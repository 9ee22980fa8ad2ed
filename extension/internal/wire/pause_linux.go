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
	timer syscall.RawConn
	spec  struct{ interval, first syscall.Timespec }
	count uint64
	done  func(fd uintptr) bool
}

const clockMonotonic = 1

// newSleeper sleeps in Go's own way where the kernel has no such timer.
func newSleeper() *sleeper {
	s := &sleeper{}
	fd, _, errno := syscall.RawSyscall(syscall.SYS_TIMERFD_CREATE, clockMonotonic, syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errno != 0 {
		return s
	}
	timer, err := os.NewFile(fd, "timer").SyscallConn()
	if err != nil {
		return s
	}
	s.timer, s.done = timer, s.expired
	return s
}

func (s *sleeper) sleep(d time.Duration) {
	if s.timer == nil {
		time.Sleep(d)
		return
	}
	s.spec.first = syscall.NsecToTimespec(int64(d))
	set := false
	err := s.timer.Read(func(fd uintptr) bool {
		if !set {
			set = true
			_, _, errno := syscall.RawSyscall6(syscall.SYS_TIMERFD_SETTIME, fd, 0, uintptr(unsafe.Pointer(&s.spec)), 0, 0, 0)
			return errno != 0
		}
		return s.done(fd)
	})
	if err != nil {
		time.Sleep(d)
	}
}

func (s *sleeper) expired(fd uintptr) bool {
	n, _, _ := syscall.RawSyscall(syscall.SYS_READ, fd, uintptr(unsafe.Pointer(&s.count)), 8)
	return n == 8
}
