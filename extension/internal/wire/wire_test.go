package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/lib/netext"
)

// pair gives a wrapped client side as k6 would dial it, its counter of bytes read, and the server side.
func pair(t *testing.T) (client net.Conn, bytesRead *int64, server *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	dialer := netext.NewDialer(net.Dialer{}, nil)
	transport := &http.Transport{DialContext: dialer.DialContext}
	Use(transport)
	client, err = transport.DialContext(context.Background(), "tcp", listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = client.Close() })
	accepted, err := listener.Accept()
	require.NoError(t, err)
	t.Cleanup(func() { _ = accepted.Close() })
	return client, &dialer.BytesRead, accepted.(*net.TCPConn)
}

func TestReadGivesTheBytesAndThenTheEnd(t *testing.T) {
	client, bytesRead, server := pair(t)
	sent := bytes.Repeat([]byte("0123456789"), 10_000)
	go func() {
		_, _ = server.Write(sent)
		_ = server.Close()
	}()
	got, err := io.ReadAll(client)
	require.NoError(t, err)
	assert.Equal(t, sent, got)
	assert.Equal(t, int64(100_000), *bytesRead, "k6 counts data_received by it")
}

func TestReadWaitsForWhatComesLater(t *testing.T) {
	client, _, server := pair(t)
	into := make([]byte, 3)
	for _, word := range []string{"one", "two"} {
		read := make(chan error)
		go func() {
			_, err := io.ReadFull(client, into)
			read <- err
		}()
		_, err := server.Write([]byte(word))
		require.NoError(t, err)
		require.NoError(t, <-read)
		assert.Equal(t, word, string(into))
	}
}

func TestReadOfNothingIsNoEnd(t *testing.T) {
	client, _, _ := pair(t)
	n, err := client.Read(nil)
	assert.Zero(t, n)
	assert.NoError(t, err)
}

// disturbances are what ends a wait, each by its own way of setting a deadline, and the error to which it leads.
func disturbances(deadline func(net.Conn, time.Time) error) map[string]disturbance {
	return map[string]disturbance{
		"the peer reset":         {func(_ net.Conn, server *net.TCPConn) { _ = server.SetLinger(0); _ = server.Close() }, syscall.ECONNRESET},
		"closed on our own side": {func(client net.Conn, _ *net.TCPConn) { _ = client.Close() }, net.ErrClosed},
		"its deadline passed":    {func(client net.Conn, _ *net.TCPConn) { _ = deadline(client, time.Unix(1, 0)) }, os.ErrDeadlineExceeded},
	}
}

type disturbance struct {
	meet func(client net.Conn, server *net.TCPConn)
	want error
}

// disturbed gives the error with which work on the client ends, which must be one of that operation.
func (d disturbance) disturbed(t *testing.T, op string, work func(client net.Conn) error) error {
	t.Helper()
	client, _, server := pair(t)
	done := make(chan error)
	go func() { done <- work(client) }()
	d.meet(client, server)
	err := <-done
	var told *net.OpError
	require.ErrorAs(t, err, &told)
	assert.Equal(t, op, told.Op)
	return err
}

func TestReadErrorsAreThoseOfTheNetPackage(t *testing.T) {
	for name, one := range disturbances(net.Conn.SetReadDeadline) {
		t.Run(name, func(t *testing.T) {
			err := one.disturbed(t, "read", func(client net.Conn) error {
				_, err := client.Read(make([]byte, 1))
				return err
			})
			assert.ErrorIs(t, err, one.want)
		})
	}
}

func TestWhatIsNoTCPConnectionOfK6IsLeftAsItIs(t *testing.T) {
	ours, theirs := net.Pipe()
	defer func() { _, _ = ours.Close(), theirs.Close() }()
	assert.Equal(t, ours, wrap(ours))
	counted := &netext.Conn{Conn: ours}
	assert.Equal(t, net.Conn(counted), wrap(counted))
}

func TestAFailedDialIsToldAsItWas(t *testing.T) {
	refused := errors.New("refused")
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, refused }}
	Use(transport)
	_, err := transport.DialContext(context.Background(), "tcp", "127.0.0.1:1")
	assert.ErrorIs(t, err, refused)
}
