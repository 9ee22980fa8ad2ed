package sse

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chunk is one of a reply in chunks.
func chunk(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }

func TestTokensThatWaitToBeReadTogetherKeepTheirOwnArrivals(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	// due is when the next one was about to be written, by when this one had long come.
	due := make(chan float64, 5)
	url := sockets(t, func(c *net.TCPConn) {
		answer(chunkedHeaders)(c)
		// What comes with the headers is read with them.
		<-time.After(50 * time.Millisecond)
		for range 5 {
			_, _ = c.Write([]byte(chunk(token)))
			<-time.After(10 * time.Millisecond)
			due <- float64(time.Since(begun)) / 1e6
		}
		_, _ = c.Write([]byte(chunk("data: [DONE]\n\n") + "0\r\n\r\n"))
		untilClosed(c)
	})
	got := newVU(t).capture(url, "{timeoutMs: 60000, frames: "+tokenRules+"}")
	assert.Equal(t, "terminal", got["ended"])
	text := got["channels"].(map[string]any)["text"].(map[string]any)
	require.EqualValues(t, 5, text["count"])
	var last float64
	assert.LessOrEqual(t, text["first"], <-due)
	for range 4 {
		last = <-due
	}
	assert.LessOrEqual(t, text["last"], last)
	assert.Greater(t, text["last"], text["first"])
}

func TestAnEndThatIsReadLateIsToldWhenItCame(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	written := make(chan float64, 1)
	url := sockets(t, func(c *net.TCPConn) {
		answer(chunkedHeaders + chunk(token))(c)
		// What comes with the headers is read with them.
		<-time.After(50 * time.Millisecond)
		_, _ = c.Write([]byte(chunk("data: [DONE]\n\n")))
		written <- float64(time.Since(begun)) / 1e6
		untilClosed(c)
	})
	got := newVU(t).capture(url, "{timeoutMs: 60000, frames: "+tokenRules+"}")
	assert.Equal(t, "terminal", got["ended"])
	assert.LessOrEqual(t, got["timings"].(map[string]any)["end"], <-written)
}

func TestBytesThatWaitToBeReadAreNoSilence(t *testing.T) {
	t.Parallel()
	url := sockets(t, func(c *net.TCPConn) {
		answer(chunkedHeaders + chunk(token))(c)
		for _, text := range []string{chunk(token), chunk("data: [DONE]\n\n") + "0\r\n\r\n"} {
			<-time.After(600 * time.Millisecond)
			_, _ = c.Write([]byte(text))
		}
		untilClosed(c)
	})
	got := newVU(t).capture(url, "{timeoutMs: 60000, idleTimeoutMs: 1000, frames: "+tokenRules+"}")
	assert.Equal(t, "terminal", got["ended"])
}

func TestWhatCameBeforeTheTimeWasUpIsCounted(t *testing.T) {
	t.Parallel()
	url := sockets(t, func(c *net.TCPConn) {
		answer(chunkedHeaders + chunk(token))(c)
		<-time.After(600 * time.Millisecond)
		_, _ = c.Write([]byte(chunk(token)))
		untilClosed(c)
	})
	got := newVU(t).capture(url, "{timeoutMs: 1200, frames: "+tokenRules+"}")
	assert.Equal(t, "timeout", got["ended"])
	assert.EqualValues(t, 2, got["frameCount"])
}
