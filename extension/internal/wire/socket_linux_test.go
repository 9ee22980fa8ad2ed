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

func TestWhatIsReadAsOneIsLateByAsLongAsItMayLieApart(t *testing.T) {
	const unread, inTime = 100 * time.Millisecond, 3 * time.Millisecond
	const packet, large, end = "5\r\ntoken\r\n", "1a\r\nfinish reasons, and usage\r\n", "4\r\nlast\r\n0\r\n\r\n"
	const head = "HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\nE: f\r\n\r\n"
	for name, one := range map[string]struct {
		// of is what was read; its last packet came at that time and was read so much later.
		of        string
		came, age time.Duration
		// waited is that the poller slept until something came.
		waited bool
		want   time.Duration
	}{
		"two packets that may have come 20 ms apart":   {packet + packet, 120 * time.Millisecond, 0, false, 20 * time.Millisecond},
		"two packets, if the second may be the end":    {packet + end, 120 * time.Millisecond, 0, false, 0},
		"one large packet":                             {large, 120 * time.Millisecond, 0, false, 0},
		"the beginning of a reply":                     {head + packet, 120 * time.Millisecond, 0, false, 0},
		"one packet, however late it is read":          {packet, 120 * time.Millisecond, time.Second, false, 0},
		"two packets in the time of a pause":           {packet + packet, 103 * time.Millisecond, inTime, false, 0},
		"two packets, when they were waited for":       {packet + packet, 100 * time.Millisecond, inTime, true, 0},
		"two packets that were waited for and are old": {packet + packet, 100 * time.Millisecond, 15 * time.Millisecond, true, 15 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			client, _, _ := pair(t)
			s := client.(*socket)
			s.usual = pieces([]byte(packet))
			s.unreadSince.Store(int64(unread))
			if one.waited {
				s.unreadSince.Store(int64(one.came))
			}
			s.noteLate([]byte(one.of), false, epoch.Add(one.came+one.age), int64(one.came))
			late, _ := s.arrivals.Lateness(epoch)
			assert.Equal(t, one.want, late)
		})
	}
}

func TestAReadThatIsFullAndWhatItLeftAreOfNoWholeNumberOfPackets(t *testing.T) {
	client, _, _ := pair(t)
	s := client.(*socket)
	s.usual = 2
	read := func(full bool) time.Duration {
		s.unreadSince.Store(int64(100 * time.Millisecond))
		s.noteLate([]byte("5\r\ntoken\r\n5\r\ntoken\r\n"), full, epoch.Add(120*time.Millisecond), int64(120*time.Millisecond))
		late, _ := s.arrivals.Lateness(epoch)
		return late
	}
	assert.Zero(t, read(true))
	assert.Zero(t, read(false))
	assert.Equal(t, 20*time.Millisecond, read(false))
}
