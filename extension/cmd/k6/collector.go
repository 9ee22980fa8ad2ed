package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much the heap may grow, in percent of what lives, before it is collected.
const (
	// While virtual users are made nearly all that is allocated stays: to look for garbage is a quarter of the start-up.
	percentAtStart = 400
	// Go's own 100 lets the heap of a thousand virtual users grow to twice what they need.
	percentAtLeast = 75
)

// freeGrowth is how much the heap may grow in any case, in bytes. A small run would else be looked through every few
// seconds, and each time some tokens are late for it.
const freeGrowth = 96 << 20

// collectFor sets the collector for the making of virtual users, and from the first exchange on for the run itself.
func collectFor(firstExchange <-chan struct{}) {
	debug.SetGCPercent(percentAtStart)
	go func() {
		<-firstExchange
		// Nearly all that was allocated lives, however little the last collection saw of it.
		follow(allocated)
	}()
}

const (
	allocated = "/memory/classes/heap/objects:bytes"
	marked    = "/gc/heap/live:bytes"
)

// follow sets how much the heap may grow by how much of it is said to live, and again after each collection.
func follow(living string) {
	sample := []metrics.Sample{{Name: living}}
	metrics.Read(sample)
	debug.SetGCPercent(percentFor(sample[0].Value.Uint64()))
	// It is garbage at once, so the next collection calls this.
	runtime.SetFinalizer(&mark{}, func(*mark) { follow(marked) })
}

// mark has a pointer, or it would share its memory with others and live as long as they do.
type mark struct{ _ *int }

// percentFor is for so many bytes that live.
func percentFor(live uint64) int {
	return max(percentAtLeast, int(freeGrowth*100/max(live, 1<<20)))
}
