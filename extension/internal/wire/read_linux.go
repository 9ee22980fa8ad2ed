//go:build linux && !race

package wire

import (
	"syscall"
	"unsafe"
)

func read(fd uintptr, into []byte) (int, syscall.Errno) {
	n, _, errno := syscall.RawSyscall(syscall.SYS_READ, fd, uintptr(unsafe.Pointer(&into[0])), uintptr(len(into)))
	return int(n), errno
}
