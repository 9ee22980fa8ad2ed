//go:build amd64 || arm64

package wire

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"github.com/k6-llm/k6-llm/extension/internal/lag"
	"go.k6.io/k6/v2/lib/netext"
)

// wrap gives a connection that costs less to read, and on which the kernel says when bytes came.
//
// The socket is taken out of the hands of Go's network poller, which wakes a thread for each token, and into those of a
// poller of ours, which looks at all sockets at once. Its system calls go without Go's bracket: each ordinary one that finds
// the process's monitor thread asleep wakes it, and it sleeps whenever all processors are idle. A socket that is not ready
// says so at once and never blocks, so it needs no such bracket.
func wrap(conn net.Conn) net.Conn {
	counted, ok := conn.(*netext.Conn)
	if !ok {
		return conn
	}
	tcp, ok := counted.Conn.(*net.TCPConn)
	if !ok {
		return conn
	}
	own, err := newSocket(tcp, counted)
	if err != nil {
		return conn
	}
	// Only its number for the connection goes, and with it what Go's poller knows.
	_ = tcp.Close()
	return own
}

// socket is a connection that k6 counts the bytes of.
type socket struct {
	counted       *netext.Conn
	local, remote net.Addr
	fd            int
	closed        atomic.Bool
	arrivals      Arrivals
	in, out       direction
	poller        *poller
	// handshake is guarded by out.turn.
	handshake handshake
	// told is when the poller last saw something come.
	told time.Time

	message message
	// held is what was collected, nil for nothing; since when it has been there. Both are guarded by in.call.
	held  *held
	since time.Time
	// unreadSince is when nothing was there to be read for the last time, as far as the poller knows, since epoch; 0 while
	// nothing is.
	unreadSince atomic.Int64
	// full tells that the last read was, usual is of how many pieces the last one was that was in time, 0 for unknown.
	full  bool
	usual int
	// broken is an error that the system tells only once.
	broken syscall.Errno
}

func newSocket(tcp *net.TCPConn, counted *netext.Conn) (*socket, error) {
	raw, err := tcp.SyscallConn()
	if err != nil {
		return nil, err
	}
	s := &socket{counted: counted, local: tcp.LocalAddr(), remote: tcp.RemoteAddr()}
	s.in.begin()
	s.out.begin()
	s.arrivals.handOut = s.handOut
	var errno syscall.Errno
	if err := raw.Control(func(fd uintptr) {
		var again uintptr
		again, _, errno = syscall.Syscall(syscall.SYS_FCNTL, fd, syscall.F_DUPFD_CLOEXEC, 0)
		s.fd = int(again)
	}); err != nil {
		return nil, err
	}
	if errno != 0 {
		return nil, errno
	}
	// Where the kernel does not, a read's own instant has to do.
	_ = syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_TIMESTAMPNS, 1)
	if err := process.add(s); err != nil {
		_ = syscall.Close(s.fd)
		return nil, err
	}
	return s, nil
}

// Arrivals are those of this connection.
func (s *socket) Arrivals() *Arrivals { return &s.arrivals }

// Read implements net.Conn, with the errors that the net package would give.
func (s *socket) Read(into []byte) (int, error) {
	if len(into) == 0 {
		return 0, nil
	}
	s.in.turn.Lock()
	defer s.in.turn.Unlock()
	for {
		if err := s.in.await(&s.closed); err != nil {
			return 0, s.failed("read", err)
		}
		n, errno := s.receive(into)
		switch {
		case errno == syscall.EAGAIN || errno == syscall.EINTR:
			continue
		case errno != 0:
			return 0, s.failed("read", os.NewSyscallError("read", errno))
		case n == 0:
			return 0, io.EOF
		}
		atomic.AddInt64(s.counted.BytesRead, int64(n))
		return n, nil
	}
}

// receive takes what was collected, or else what has come; EAGAIN is to wait, which tells of a close.
func (s *socket) receive(into []byte) (int, syscall.Errno) {
	s.in.call.Lock()
	defer s.in.call.Unlock()
	if s.closed.Load() {
		return 0, syscall.EAGAIN
	}
	if s.held != nil {
		n, at := s.held.give(into)
		s.arrivals.last.Store(at)
		if s.held.empty() {
			s.held.release()
			s.held = nil
			s.in.due.Store(false)
		}
		return n, 0
	}
	n, at, errno := s.take(into, &s.message)
	if n > 0 {
		s.arrivals.last.Store(at)
	}
	return n, errno
}

// take reads what has come and when it came, at most once. What fills less than the room for it was all: of what comes
// later we are told anew. in.call is held.
func (s *socket) take(into []byte, m *message) (n int, at int64, errno syscall.Errno) {
	if s.broken != 0 {
		return 0, 0, s.broken
	}
	s.in.ready.Store(false)
	n, errno = m.receive(s.fd, into)
	if errno == syscall.EAGAIN {
		return 0, 0, errno
	}
	if errno != 0 || n == 0 || n == len(into) || s.in.ends.Load() {
		s.in.ready.Store(true)
	}
	if errno != 0 && errno != syscall.EINTR {
		s.broken = errno
	}
	if n > 0 {
		now := time.Now()
		at = s.arrivals.came(now, m.arrivedAt())
		s.noteLate(into[:n], n == len(into), now, at)
	}
	return n, at, errno
}

// noteLate notes a read that is late and of so many more pieces than the last one in time that it must be of several packets:
// its stamp is right for the last of them only. The first may have come when nothing was there for the last time, or, where
// the poller waited for it, as long before the last as that before the read. The beginning and the end of a reply are large
// by themselves; a read that was full, and what was left by it, are of no whole number of packets.
func (s *socket) noteLate(read []byte, full bool, now time.Time, at int64) {
	apart := now.Sub(epoch) - time.Duration(at)
	if since := s.unreadSince.Swap(0); since > 0 {
		apart = max(apart, time.Duration(at-since))
	}
	of, rest := pieces(read), s.full
	s.full = full
	switch {
	case full || rest:
	case bytes.HasPrefix(read, statusLine):
		s.usual = 0
	case apart <= s.poller.lateFrom():
		s.usual = of
	case s.usual > 0 && 2*of > 3*s.usual && !bytes.HasSuffix(read, lastChunk):
		s.arrivals.late.Note(now, apart)
	}
}

// collect takes what has come without waking the reader, if it need not hear of it yet. It says whether something is now
// held that was not before.
func (s *socket) collect(now time.Time, m *message) (begun bool) {
	s.in.call.Lock()
	defer s.in.call.Unlock()
	if s.closed.Load() {
		return false
	}
	if s.held == nil {
		s.held, s.since, begun = helds.Get().(*held), now, true
	}
	room := s.held.room()
	if len(room) == 0 {
		s.in.ready.Store(true)
		s.giveOut(false)
		return begun
	}
	n, at, errno := s.take(room, m)
	if n > 0 {
		s.held.add(n, at)
	}
	if s.held.pieces == 0 {
		s.held.release()
		s.held, begun = nil, false
	}
	switch {
	case errno == syscall.EAGAIN:
	case s.in.ready.Load() || s.held.closes():
		s.giveOut(false)
	}
	return begun
}

// giveOut lets the reader have what is held. in.call is held.
func (s *socket) giveOut(overdue bool) {
	s.arrivals.overdue.Store(overdue)
	s.in.due.Store(s.held != nil)
	s.in.tell()
}

func (s *socket) handOut() {
	s.in.call.Lock()
	defer s.in.call.Unlock()
	s.giveOut(false)
}

// handOutSince is handOut of what has been held since then; what has come after it can still wait.
func (s *socket) handOutSince(since time.Time) {
	s.in.call.Lock()
	defer s.in.call.Unlock()
	if s.held != nil && s.since.Equal(since) {
		s.giveOut(true)
	}
}

// Write implements net.Conn.
func (s *socket) Write(from []byte) (int, error) {
	s.out.turn.Lock()
	defer s.out.turn.Unlock()
	s.handshake.write(from, s.poller)
	if s.closed.Load() {
		s.handshake.end(s.poller)
	}
	written := 0
	for {
		if err := s.out.await(&s.closed); err != nil {
			return written, s.failed("write", err)
		}
		n, errno := s.send(from[written:])
		switch {
		case errno == syscall.EAGAIN || errno == syscall.EINTR:
			continue
		case errno != 0:
			return written, s.failed("write", os.NewSyscallError("write", errno))
		}
		written += n
		atomic.AddInt64(s.counted.BytesWritten, int64(n))
		if written == len(from) {
			return written, nil
		}
	}
}

// send writes what fits; EAGAIN is to wait, which tells of a close.
func (s *socket) send(from []byte) (int, syscall.Errno) {
	s.out.call.Lock()
	defer s.out.call.Unlock()
	if s.closed.Load() {
		return 0, syscall.EAGAIN
	}
	s.out.ready.Store(false)
	tellRaceDetectorOfWrite(s.fd)
	sent, _, errno := syscall.RawSyscall6(syscall.SYS_SENDTO, uintptr(s.fd),
		uintptr(unsafe.Pointer(unsafe.SliceData(from))), uintptr(len(from)), syscall.MSG_NOSIGNAL, 0, 0)
	if errno != syscall.EAGAIN {
		s.out.ready.Store(true)
	}
	if errno != 0 {
		return 0, errno
	}
	lag.Process.AtWork(time.Now())
	return int(sent), 0
}

// Close implements net.Conn.
func (s *socket) Close() error {
	if !s.closed.CompareAndSwap(false, true) {
		return s.failed("close", net.ErrClosed)
	}
	s.poller.remove(s)
	s.handshake.end(s.poller)
	for _, d := range []*direction{&s.in, &s.out} {
		d.deadline(time.Time{})
		d.tell()
		// Until its system call is done: the number of the socket may then be another's.
		d.call.Lock()
		defer d.call.Unlock()
	}
	return os.NewSyscallError("close", syscall.Close(s.fd))
}

// LocalAddr implements net.Conn.
func (s *socket) LocalAddr() net.Addr { return s.local }

// RemoteAddr implements net.Conn.
func (s *socket) RemoteAddr() net.Addr { return s.remote }

// SetDeadline implements net.Conn.
func (s *socket) SetDeadline(at time.Time) error {
	return errors.Join(s.SetReadDeadline(at), s.SetWriteDeadline(at))
}

// SetReadDeadline implements net.Conn.
func (s *socket) SetReadDeadline(at time.Time) error { return s.setDeadline(&s.in, at) }

// SetWriteDeadline implements net.Conn.
func (s *socket) SetWriteDeadline(at time.Time) error { return s.setDeadline(&s.out, at) }

func (s *socket) setDeadline(d *direction, at time.Time) error {
	if s.closed.Load() {
		return s.failed("set", net.ErrClosed)
	}
	d.deadline(at)
	return nil
}

func (s *socket) failed(op string, err error) error {
	return &net.OpError{Op: op, Net: "tcp", Source: s.local, Addr: s.remote, Err: err}
}
