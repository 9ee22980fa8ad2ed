//go:build race

package wire

import (
	"errors"
	"syscall"
)

// read tells the race detector that what one end wrote before, the other end sees after, as no raw call does.
func read(fd uintptr, into []byte) (int, syscall.Errno) {
	n, err := syscall.Read(int(fd), into)
	var errno syscall.Errno
	errors.As(err, &errno)
	return n, errno
}
