package main

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
)

// with runs it on so many processors, and gives how many there are then.
func with(processors int, do func()) int {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	do()
	return runtime.GOMAXPROCS(0)
}

func TestThereAreAtLeastTwoProcessors(t *testing.T) {
	t.Setenv("GOMAXPROCS", "")
	assert.Equal(t, 2, with(1, useProcessors))
	assert.Equal(t, 3, with(3, useProcessors))
}

func TestWhoGivesTheirNumberIsObeyed(t *testing.T) {
	t.Setenv("GOMAXPROCS", "1")
	assert.Equal(t, 1, with(1, useProcessors))
}

func TestALargeHeapIsMarkedOnFourAndASmallOneOnWhatThereIs(t *testing.T) {
	assert.Equal(t, 4, processorsToMark(1, 100<<20))
	assert.Equal(t, 8, processorsToMark(8, 100<<20))
	assert.Equal(t, 1, processorsToMark(1, 100<<20-1))
}

func TestACollectionLeavesTheNumberOfProcessorsAsItWas(t *testing.T) {
	assert.Equal(t, 2, with(2, func() { collect(heap{live: 200 << 20}) }))
}
