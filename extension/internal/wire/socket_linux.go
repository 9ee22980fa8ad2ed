//go:build amd64 || arm64

package wire

import (
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"go.k6.io/k6/v2/lib/netext"
)

// wrap gives a connection that costs less to read, and on which the kernel says when bytes came.
//
// Each ordinary system call that finds the process's monitor thread asleep wakes it (entersyscall), and it sleeps whenever
// all processors are idle: with a stream of tokens that is for each token two more switches of threads, a fifth of a bare
// client's whole CPU. A socket that is not ready says so at once and never blocks, so its read needs no such bracket.
func wrap(conn net.Conn) net.Conn {
	counted, ok := conn.(*netext.Conn)
	if !ok {
		return conn
	}
	tcp, ok := counted.Conn.(*net.TCPConn)
	if !ok {
		return conn
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return conn
	}
	s := &socket{Conn: counted, raw: raw}
	s.attempt = s.receive
	// Where the kernel does not, a read's own instant has to do.
	_ = raw.Control(func(fd uintptr) {
		_ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_TIMESTAMPNS, 1)
	})
	s.message.Iov, s.message.Iovlen, s.message.Control = &s.vector, 1, (*byte)(unsafe.Pointer(&s.control))
	return s
}

// socket is a connection that k6 counts the bytes of.
type socket struct {
	*netext.Conn
	raw      syscall.RawConn
	arrivals Arrivals
	// attempt is receive, made once: as a method value it would be made for each read.
	attempt func(fd uintptr) bool

	mu      sync.Mutex
	n       int
	errno   syscall.Errno
	message syscall.Msghdr
	vector  syscall.Iovec
	// control is aligned as its header must be.
	control [8]uint64
}

// Arrivals are those of this connection.
func (s *socket) Arrivals() *Arrivals { return &s.arrivals }

// Read implements net.Conn, with the errors that the net package would give.
func (s *socket) Read(into []byte) (int, error) {
	if len(into) == 0 {
		return 0, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.vector.Base = &into[0]
	s.vector.SetLen(len(into))
	err := s.raw.Read(s.attempt)
	s.vector.Base = nil
	switch {
	case err != nil:
		return 0, s.readError(err)
	case s.errno != 0:
		return 0, s.readError(os.NewSyscallError("read", s.errno))
	case s.n == 0:
		return 0, io.EOF
	}
	s.arrivals.note(time.Now(), s.arrivedAt())
	atomic.AddInt64(s.BytesRead, int64(s.n))
	return s.n, nil
}

// receive says false if nothing has come yet.
func (s *socket) receive(fd uintptr) bool {
	for {
		s.message.SetControllen(int(unsafe.Sizeof(s.control)))
		n, _, errno := syscall.RawSyscall(syscall.SYS_RECVMSG, fd, uintptr(unsafe.Pointer(&s.message)), 0)
		switch errno {
		case syscall.EINTR:
		case syscall.EAGAIN:
			return false
		default:
			s.n, s.errno = int(n), errno
			tellRaceDetector(fd)
			return true
		}
	}
}

// arrivedAt is the kernel's time stamp, zero if the last message had none.
func (s *socket) arrivedAt() time.Time {
	header := (*syscall.Cmsghdr)(unsafe.Pointer(&s.control))
	if s.message.Controllen < uint64(syscall.CmsgLen(int(unsafe.Sizeof(syscall.Timespec{})))) ||
		header.Level != syscall.SOL_SOCKET || header.Type != syscall.SCM_TIMESTAMPNS {
		return time.Time{}
	}
	stamp := (*syscall.Timespec)(unsafe.Add(unsafe.Pointer(&s.control), syscall.CmsgLen(0)))
	return time.Unix(stamp.Unix())
}

func (s *socket) readError(err error) error {
	if wrapped, ok := err.(*net.OpError); ok { //nolint:errorlint // as the net package made it
		err = wrapped.Err
	}
	return &net.OpError{Op: "read", Net: "tcp", Source: s.LocalAddr(), Addr: s.RemoteAddr(), Err: err}
}
