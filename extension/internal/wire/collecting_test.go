//go:build linux && (amd64 || arm64)

package wire

import (
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// collecting is a pair whose client collects, for an hour at most.
func collecting(t *testing.T) (client *socket, server *net.TCPConn) {
	t.Helper()
	conn, _, server := pair(t)
	client = conn.(*socket)
	client.arrivals.CollectUntil(time.Now().Add(time.Hour))
	return client, server
}

// sent writes and returns when the client holds so many pieces.
func sent(t *testing.T, client *socket, server *net.TCPConn, text string, pieces int) {
	t.Helper()
	_, err := server.Write([]byte(text))
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		client.in.call.Lock()
		defer client.in.call.Unlock()
		return client.held != nil && client.held.pieces == pieces
	}, 10*time.Second, 100*time.Microsecond)
}

func TestTheReaderIsWokenWhenAReplyInChunksEndsAndThenGivenOnePieceARead(t *testing.T) {
	client, server := collecting(t)
	into := make([]byte, 100)
	sent(t, client, server, "3\r\none\r\n", 1)
	sent(t, client, server, "3\r\ntwo\r\n", 2)
	_, err := server.Write([]byte("0\r\n\r\n"))
	require.NoError(t, err)
	var arrived []int64
	for _, want := range []string{"3\r\none\r\n", "3\r\ntwo\r\n", "0\r\n\r\n"} {
		n, err := client.Read(into)
		require.NoError(t, err)
		assert.Equal(t, want, string(into[:n]))
		arrived = append(arrived, client.arrivals.last.Load())
	}
	assert.IsIncreasing(t, arrived)
	assert.False(t, client.arrivals.Overdue())
}

func TestWhatWasCollectedIsHandedOutAfterAWhileAndThenCalledOverdue(t *testing.T) {
	client, server := collecting(t)
	sent(t, client, server, "3\r\none\r\n", 1)
	n, err := client.Read(make([]byte, 100))
	require.NoError(t, err)
	assert.Equal(t, 8, n)
	assert.True(t, client.arrivals.Overdue())
}

func TestNothingIsKeptBackOnceCollectingHasEnded(t *testing.T) {
	client, server := collecting(t)
	into := make([]byte, 100)
	sent(t, client, server, "one", 1)
	client.arrivals.CollectUntil(time.Time{})
	n, err := client.Read(into)
	require.NoError(t, err)
	assert.Equal(t, "one", string(into[:n]))
	_, err = server.Write([]byte("two"))
	require.NoError(t, err)
	n, err = client.Read(into)
	require.NoError(t, err)
	assert.Equal(t, "two", string(into[:n]))
}

func TestCollectingEndsAtItsTime(t *testing.T) {
	conn, _, server := pair(t)
	client := conn.(*socket)
	client.arrivals.CollectUntil(time.Now())
	_, err := server.Write([]byte("one"))
	require.NoError(t, err)
	n, err := client.Read(make([]byte, 100))
	require.NoError(t, err)
	assert.Equal(t, 3, n)
	assert.Nil(t, client.held)
}

func TestMoreThanCanBeCollectedIsReadAsItComes(t *testing.T) {
	client, server := collecting(t)
	text := make([]byte, 100_000)
	for i := range text {
		text[i] = byte('a' + i%26)
	}
	go func() {
		_, _ = server.Write(text)
		_ = server.Close()
	}()
	got, err := io.ReadAll(client)
	require.NoError(t, err)
	assert.Equal(t, text, got)
}

func TestTheEndOfTheConnectionComesAfterWhatWasCollected(t *testing.T) {
	for name, one := range map[string]struct {
		end  func(server *net.TCPConn)
		want error
	}{
		"closed": {func(server *net.TCPConn) { _ = server.Close() }, io.EOF},
		"reset":  {func(server *net.TCPConn) { _ = server.SetLinger(0); _ = server.Close() }, syscall.ECONNRESET},
	} {
		t.Run(name, func(t *testing.T) {
			client, server := collecting(t)
			into := make([]byte, 100)
			sent(t, client, server, "one", 1)
			one.end(server)
			n, err := client.Read(into)
			require.NoError(t, err)
			assert.Equal(t, "one", string(into[:n]))
			for range 2 {
				_, err = client.Read(into)
				assert.ErrorIs(t, err, one.want, "also when asked again")
			}
		})
	}
}

func TestADeadlineEndsTheWaitForWhatIsCollected(t *testing.T) {
	client, server := collecting(t)
	sent(t, client, server, "one", 1)
	require.NoError(t, client.SetReadDeadline(time.Unix(1, 0)))
	_, err := client.Read(make([]byte, 100))
	assert.ErrorIs(t, err, os.ErrDeadlineExceeded)
}

func TestTheNewestArrivalIsKnownBeforeItIsRead(t *testing.T) {
	start := time.Now()
	client, server := collecting(t)
	sent(t, client, server, "one", 1)
	_, read := client.arrivals.Since(start)
	assert.False(t, read)
	since, came := client.arrivals.NewestSince(start)
	assert.True(t, came)
	assert.LessOrEqual(t, since, time.Since(start))
}

func TestASleeperSleepsAsLongAsItIsTold(t *testing.T) {
	s := newSleeper()
	require.NotNil(t, s.timer, "this kernel has such timers")
	for range 3 {
		begun := time.Now()
		s.sleep(2 * time.Millisecond)
		assert.GreaterOrEqual(t, time.Since(begun), 2*time.Millisecond)
	}
}
