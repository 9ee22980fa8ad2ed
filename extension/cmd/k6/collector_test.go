package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// patience is no measure.
const patience = 30 * time.Second

func TestAHeapMayGrowBy256MBInAnyCase(t *testing.T) {
	assert.Equal(t, uint64(256<<20), sizeToCollectAt(0))
	assert.Equal(t, uint64(288<<20), sizeToCollectAt(32<<20))
	assert.Equal(t, uint64(356<<20), sizeToCollectAt(100<<20))
}

func TestALargeHeapMayDouble(t *testing.T) {
	assert.Equal(t, uint64(800<<20), sizeToCollectAt(400<<20))
}

func TestGoItselfIsLeftTheLastResort(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	first := make(chan struct{})
	collectEarly(first)
	assert.Equal(t, percentOfGo, debug.SetGCPercent(-1))
	// From here on nobody else collects.
	collections := countCollections()
	close(first)
	assert.Eventually(t, func() bool { return countCollections() > collections }, patience, time.Millisecond)
	var kept [][]byte
	collections = countCollections()
	for range 200 {
		kept = append(kept, make([]byte, 2<<20))
	}
	assert.Eventually(t, func() bool { return countCollections() > collections }, patience, time.Millisecond)
	runtime.KeepAlive(kept)
}

func countCollections() uint32 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NumGC
}
