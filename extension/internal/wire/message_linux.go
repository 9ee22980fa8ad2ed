//go:build amd64 || arm64

package wire

import (
	"syscall"
	"time"
	"unsafe"
)

// message is what a system call that reads fills in.
type message struct {
	header syscall.Msghdr
	vector syscall.Iovec
	// control is aligned as its header must be.
	control [8]uint64
}

// receive reads without waiting.
func (m *message) receive(fd int, into []byte) (int, syscall.Errno) {
	m.vector.Base = &into[0]
	m.vector.SetLen(len(into))
	m.header.Iov, m.header.Iovlen, m.header.Control = &m.vector, 1, (*byte)(unsafe.Pointer(&m.control))
	m.header.SetControllen(int(unsafe.Sizeof(m.control)))
	n, _, errno := syscall.RawSyscall(syscall.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(&m.header)), 0)
	m.vector.Base = nil
	if errno != 0 {
		return 0, errno
	}
	tellRaceDetectorOfRead(fd)
	return int(n), 0
}

// arrivedAt is the kernel's time stamp, zero if the last message had none.
func (m *message) arrivedAt() time.Time {
	header := (*syscall.Cmsghdr)(unsafe.Pointer(&m.control))
	if m.header.Controllen < uint64(syscall.CmsgLen(int(unsafe.Sizeof(syscall.Timespec{})))) ||
		header.Level != syscall.SOL_SOCKET || header.Type != syscall.SCM_TIMESTAMPNS {
		return time.Time{}
	}
	stamp := (*syscall.Timespec)(unsafe.Add(unsafe.Pointer(&m.control), syscall.CmsgLen(0)))
	return time.Unix(stamp.Unix())
}
