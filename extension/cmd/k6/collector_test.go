package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// timeToFollow is patience, not a measure.
const timeToFollow = 10 * time.Second

func TestAHeapMayGrowBy96MBInAnyCase(t *testing.T) {
	assert.Equal(t, 9600, percentFor(0), "nothing was collected yet")
	assert.Equal(t, 300, percentFor(32<<20))
	assert.Equal(t, 100, percentFor(96<<20))
}

func TestALargeHeapMayGrowByThreeQuarters(t *testing.T) {
	assert.Equal(t, 75, percentFor(128<<20))
	assert.Equal(t, 75, percentFor(1<<40))
}

func TestTheCollectorIsSetAgainAfterEachCollection(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	first := make(chan struct{})
	collectFor(first)
	assert.Equal(t, percentAtStart, debug.SetGCPercent(percentAtStart))
	close(first)
	follows := func() bool {
		debug.SetGCPercent(101)
		runtime.GC()
		return debug.SetGCPercent(101) != 101
	}
	assert.Eventually(t, follows, timeToFollow, 1)
}
