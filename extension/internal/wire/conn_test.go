//go:build linux && (amd64 || arm64)

package wire

import (
	"bytes"
	"io"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/nettest"
)

func TestASocketKeepsWhatNetConnPromises(t *testing.T) {
	nettest.TestConn(t, func() (net.Conn, net.Conn, func(), error) {
		client, _, server := pair(t)
		return client, server, func() { _, _ = client.Close(), server.Close() }, nil
	})
}

func TestMoreThanFitsIsWrittenWhenThePeerReads(t *testing.T) {
	client, _, server := pair(t)
	text := bytes.Repeat([]byte("0123456789"), 1_000_000)
	go func() {
		_, _ = client.Write(text)
		_ = client.Close()
	}()
	got, err := io.ReadAll(server)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(text, got))
	assert.Equal(t, int64(len(text)), atomic.LoadInt64(client.(*socket).counted.BytesWritten), "k6 counts data_sent by it")
}

func TestWriteErrorsAreThoseOfTheNetPackage(t *testing.T) {
	endless := func(client net.Conn) error {
		for {
			if _, err := client.Write(make([]byte, 1<<20)); err != nil {
				return err
			}
		}
	}
	for name, one := range disturbances(net.Conn.SetWriteDeadline) {
		t.Run(name, func(t *testing.T) {
			err := one.disturbed(t, "write", endless)
			if errors := []error{one.want, syscall.EPIPE}; one.want == syscall.ECONNRESET {
				assert.Contains(t, errors, unwrapped(err), "the second write after a reset meets a broken pipe")
			} else {
				assert.ErrorIs(t, err, one.want)
			}
		})
	}
}

func unwrapped(err error) error {
	told, _ := err.(*net.OpError)
	call, _ := told.Err.(*os.SyscallError)
	if call == nil {
		return told.Err
	}
	return call.Err
}

func TestACloseGivesTheSocketBackToTheSystem(t *testing.T) {
	open := func() int {
		files, err := os.ReadDir("/proc/self/fd")
		require.NoError(t, err)
		return len(files)
	}
	warm, _, peer := pair(t)
	_, _ = warm.Close(), peer.Close()
	before := open()
	for range 20 {
		client, _, server := pair(t)
		require.NoError(t, client.Close())
		require.NoError(t, server.Close())
		assert.ErrorIs(t, client.Close(), net.ErrClosed)
		assert.ErrorIs(t, client.SetDeadline(time.Now()), net.ErrClosed)
	}
	assert.LessOrEqual(t, open(), before)
}
