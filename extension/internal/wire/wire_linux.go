package wire

import (
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"go.k6.io/k6/v2/lib/netext"
)

// wrap gives a connection whose reads do not pass through the scheduler's system call bracket.
//
// Each ordinary system call that finds the process's monitor thread asleep wakes it (entersyscall), and it sleeps whenever
// all processors are idle: with a stream of tokens that is for each token two more switches of threads, a fifth of a bare
// client's whole CPU. A socket that is not ready says so at once and never blocks, so its read needs no bracket.
func wrap(conn net.Conn) net.Conn {
	counted, ok := conn.(*netext.Conn)
	if !ok {
		return conn
	}
	socket, ok := counted.Conn.(*net.TCPConn)
	if !ok {
		return conn
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return conn
	}
	c := &rawConn{Conn: counted, raw: raw, socket: socket}
	c.attempt = c.tryRead
	return c
}

// rawConn is a connection that k6 counts the bytes of.
type rawConn struct {
	*netext.Conn
	socket *net.TCPConn
	raw    syscall.RawConn
	// attempt is tryRead, made once: as a method value it would be made for each read.
	attempt func(fd uintptr) bool

	mu    sync.Mutex
	into  []byte
	n     int
	errno syscall.Errno
}

// Read implements net.Conn, with the errors that the net package would give.
func (c *rawConn) Read(into []byte) (int, error) {
	if len(into) == 0 {
		return 0, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.into = into
	err := c.raw.Read(c.attempt)
	c.into = nil
	switch {
	case err != nil:
		return 0, c.readError(err)
	case c.errno != 0:
		return 0, c.readError(os.NewSyscallError("read", c.errno))
	case c.n == 0:
		return 0, io.EOF
	}
	atomic.AddInt64(c.BytesRead, int64(c.n))
	return c.n, nil
}

// tryRead says false if nothing has come yet.
func (c *rawConn) tryRead(fd uintptr) bool {
	for {
		n, errno := read(fd, c.into)
		switch errno {
		case syscall.EINTR:
		case syscall.EAGAIN:
			return false
		default:
			c.n, c.errno = n, errno
			return true
		}
	}
}

func (c *rawConn) readError(err error) error {
	if wrapped, ok := err.(*net.OpError); ok { //nolint:errorlint // as the net package made it
		err = wrapped.Err
	}
	return &net.OpError{Op: "read", Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
}
