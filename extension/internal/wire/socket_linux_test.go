//go:build amd64 || arm64

package wire

import (
	"crypto/tls"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBytesArriveWhenTheyReachTheMachineAndNotWhenTheyAreRead(t *testing.T) {
	client, _, server := pair(t)
	own := client.(*socket)
	// The first packets after somebody has asked for time stamps may still go without.
	for range 10_000 {
		sent := time.Now()
		_, err := server.Write([]byte("x"))
		require.NoError(t, err)
		for n := 0; n != 1; {
			n, _, _ = syscall.Recvfrom(own.fd, make([]byte, 1), syscall.MSG_PEEK)
		}
		there := time.Now()
		_, err = client.Read(make([]byte, 1))
		require.NoError(t, err)
		since, known := ArrivalsOf(client).Since(sent)
		if known && since <= there.Sub(sent) {
			return
		}
	}
	t.Error("no arrival lay between the writing and the moment at which the bytes were there to be read")
}

func TestTheConnectionBelowTLSIsTheOneThatKnows(t *testing.T) {
	client, _, _ := pair(t)
	assert.Same(t, ArrivalsOf(client), ArrivalsOf(tls.Client(client, nil)))
}
