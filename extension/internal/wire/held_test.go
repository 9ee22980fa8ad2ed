package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// collected is what holds these pieces, the first of which came at 10, the next at 20, and so on.
func collected(pieces ...string) *held {
	h := new(held)
	for i, piece := range pieces {
		h.add(copy(h.room(), piece), int64(10*(i+1)))
	}
	return h
}

func TestWhatWasCollectedIsGivenInThePiecesInWhichItCame(t *testing.T) {
	h, into := collected("one", "three"), make([]byte, 10)
	n, at := h.give(into)
	assert.Equal(t, "one", string(into[:n]))
	assert.Equal(t, int64(10), at)
	assert.False(t, h.empty())
	n, at = h.give(into)
	assert.Equal(t, "three", string(into[:n]))
	assert.Equal(t, int64(20), at)
	assert.True(t, h.empty())
}

func TestAPieceThatDoesNotFitIsGivenInParts(t *testing.T) {
	h, into := collected("three", "!"), make([]byte, 3)
	for _, want := range []struct {
		text string
		at   int64
	}{{"thr", 10}, {"ee", 10}, {"!", 20}} {
		n, at := h.give(into)
		assert.Equal(t, want.text, string(into[:n]))
		assert.Equal(t, want.at, at)
	}
	assert.True(t, h.empty())
}

func TestThereIsNoRoomForMorePiecesThanItCanTellApartNorForMoreBytes(t *testing.T) {
	h := collected()
	for range len(h.ends) {
		assert.NotEmpty(t, h.room())
		h.add(1, 1)
	}
	assert.Empty(t, h.room())

	h = collected()
	h.add(len(h.room()), 1)
	assert.Empty(t, h.room())
}

func TestAReplyInChunksMayEndWithItsEmptyChunk(t *testing.T) {
	assert.True(t, collected("5\r\nhello\r\n0\r\n\r\n").closes())
	assert.True(t, collected("5\r\nhello\r\n", "0\r\n", "\r\n").closes(), "in pieces, too")
	assert.False(t, collected("5\r\nhello\r\n").closes())
	assert.False(t, collected().closes())
}

func TestWhatIsUsedAgainIsEmpty(t *testing.T) {
	h := collected("a", "b")
	h.give(make([]byte, 1))
	h.release()
	assert.True(t, h.empty())
	assert.Len(t, h.room(), len(h.bytes))
}
