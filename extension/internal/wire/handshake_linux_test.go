//go:build amd64 || arm64

package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shaking is a socket with a poller of its own, so that nobody else's handshakes count.
func shaking(t *testing.T) (*socket, *poller) {
	t.Helper()
	client, _, _ := pair(t)
	p, err := newPoller()
	require.NoError(t, err)
	own := client.(*socket)
	own.poller.remove(own)
	own.poller = p
	require.NoError(t, p.add(own))
	return own, p
}

func wrote(t *testing.T, s *socket, text string) {
	t.Helper()
	_, err := s.Write([]byte(text))
	require.NoError(t, err)
}

func TestATLSHandshakeIsOnFromItsFirstBytesToTheFirstData(t *testing.T) {
	s, p := shaking(t)
	wrote(t, s, "\x16\x03\x01 hello")
	assert.Equal(t, int32(1), p.handshakes.Load())
	wrote(t, s, "\x14\x03\x03 finished")
	assert.Equal(t, int32(1), p.handshakes.Load())
	wrote(t, s, "\x17\x03\x03 request")
	assert.Equal(t, int32(0), p.handshakes.Load())
	wrote(t, s, "\x16\x03\x03 again")
	assert.Equal(t, int32(0), p.handshakes.Load(), "only what begins with one has one")
}

func TestARequestWithoutTLSIsNoHandshake(t *testing.T) {
	s, p := shaking(t)
	wrote(t, s, "POST / HTTP/1.1\r\n\r\n\x16")
	assert.Equal(t, int32(0), p.handshakes.Load())
}

func TestAHandshakeEndsWithItsConnection(t *testing.T) {
	s, p := shaking(t)
	wrote(t, s, "\x16\x03\x01 hello")
	require.NoError(t, s.Close())
	assert.Equal(t, int32(0), p.handshakes.Load())
	_, err := s.Write([]byte("\x16"))
	require.Error(t, err)
	assert.Equal(t, int32(0), p.handshakes.Load())
}

func TestAHandshakeEndsAPause(t *testing.T) {
	s := newSleeper()
	slept := make(chan struct{})
	go func() {
		s.sleep(time.Hour)
		close(slept)
	}()
	for {
		s.wake()
		select {
		case <-slept:
			return
		case <-time.After(time.Millisecond):
		}
	}
}
