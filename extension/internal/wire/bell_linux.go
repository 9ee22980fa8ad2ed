//go:build amd64 || arm64

package wire

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

// bell wakes one goroutine when an epoll has something, through Go's network poller: a system call that blocks would wake
// the process's monitor thread each time. It rings once each time that it is waited for, and not while nobody waits; Go's
// poller would be woken by everything that comes to an epoll of which it knows. So an epoll stands between the two, in which
// the other is armed for one event only.
type bell struct {
	of, fd int
	file   *os.File
	raw    syscall.RawConn
	rung   func(fd uintptr) bool
	events [1]syscall.EpollEvent
}

// newBell makes the bell of an epoll.
func newBell(of int) (*bell, error) {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	// Go's poller takes files that do not block.
	if err := syscall.SetNonblock(fd, true); err != nil {
		_ = syscall.Close(fd)
		return nil, os.NewSyscallError("fcntl", err)
	}
	b := &bell{of: of, fd: fd, file: os.NewFile(uintptr(fd), "epoll")}
	b.rung = func(uintptr) bool { return look(b.fd, b.events[:]) > 0 }
	if b.raw, err = b.file.SyscallConn(); err == nil {
		err = b.file.SetReadDeadline(time.Time{})
	}
	if err == nil {
		err = b.arm(syscall.EPOLL_CTL_ADD)
	}
	if err != nil {
		_ = b.file.Close()
		return nil, err
	}
	return b, nil
}

func (b *bell) arm(op int) error {
	event := syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLONESHOT, Fd: int32(b.of)}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_EPOLL_CTL, uintptr(b.fd), uintptr(op), uintptr(b.of),
		uintptr(unsafe.Pointer(&event)), 0, 0)
	if errno != 0 {
		return os.NewSyscallError("epoll_ctl", errno)
	}
	return nil
}

// wait returns when the epoll has something, or at that time if it is not zero.
func (b *bell) wait(until time.Time) {
	_ = b.file.SetReadDeadline(until)
	if b.arm(syscall.EPOLL_CTL_MOD) == nil {
		_ = b.raw.Read(b.rung)
	}
}
