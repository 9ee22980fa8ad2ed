package main

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// with runs it on so many processors, and gives how many there are then.
func with(processors int, do func()) int {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	do()
	return runtime.GOMAXPROCS(0)
}

func TestThereIsASecondProcessorWhileThereIsMuchToDo(t *testing.T) {
	running := 1
	for _, second := range []struct {
		busy float64
		then int
	}{{0, 1}, {0.49, 1}, {0.74, 1}, {0.75, 2}, {1, 2}, {0.74, 2}, {0.5, 2}, {0.49, 1}, {0.6, 1}} {
		running = processorsFor(second.busy, running)
		assert.Equal(t, second.then, running, "%v busy", second.busy)
	}
}

func TestWhoIsBusyGetsASecondOneUntilThereIsLessToDo(t *testing.T) {
	t.Setenv("GOMAXPROCS", "")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	looks := make(chan time.Time)
	defer close(looks)
	at := time.Unix(0, 0)
	followLoad(at, looks)
	// A look that comes at once, however long it took to use that much.
	before, _ := cpuTime()
	for used := before; used < before+time.Millisecond; used, _ = cpuTime() {
	}
	looks <- at.Add(time.Millisecond)
	assert.Eventually(t, func() bool { return runtime.GOMAXPROCS(0) == whenBusy }, patience, time.Millisecond)
	looks <- at.Add(time.Hour)
	assert.Eventually(t, func() bool { return runtime.GOMAXPROCS(0) == 1 }, patience, time.Millisecond)
}

func TestWhereThereAreMoreTheyStay(t *testing.T) {
	t.Setenv("GOMAXPROCS", "")
	assert.Equal(t, 3, with(3, func() { followLoad(time.Now(), nil) }))
}

func TestWhoGivesTheirNumberIsObeyed(t *testing.T) {
	t.Setenv("GOMAXPROCS", "1")
	assert.Equal(t, 1, with(1, func() { followLoad(time.Now(), nil) }))
}

func TestTheSystemTellsWhatWeUsed(t *testing.T) {
	before, known := cpuTime()
	if !known {
		t.Skip("this system does not tell the CPU time of a process to Go")
	}
	assert.Positive(t, before)
	assert.Eventually(t, func() bool { now, _ := cpuTime(); return now > before }, patience, time.Microsecond)
}

func TestALargeHeapIsMarkedOnFourAndASmallOneOnWhatThereIs(t *testing.T) {
	assert.Equal(t, 4, processorsToMark(1, 100<<20))
	assert.Equal(t, 8, processorsToMark(8, 100<<20))
	assert.Equal(t, 1, processorsToMark(1, 100<<20-1))
}

func TestACollectionLeavesTheNumberOfProcessorsAsItWas(t *testing.T) {
	assert.Equal(t, 2, with(2, func() { collect(heap{live: 200 << 20}) }))
}
