package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Above this live heap, memory is worth more than the collector's time: a thousand JavaScript runtimes are a heap of
// hundreds of megabytes that hardly changes, and the default target would let the process grow to twice that.
const (
	largeHeap     = 48 << 20
	targetOfLarge = 30
)

// gcTarget sets the collector's target by the size of the heap, anew after each collection. GOGC, if set, is obeyed.
type gcTarget struct{ sample []metrics.Sample }

func startGCTarget() {
	if os.Getenv("GOGC") != "" {
		return
	}
	(&gcTarget{[]metrics.Sample{{Name: "/gc/heap/live:bytes"}}}).afterNextCollection()
}

// afterNextCollection uses the one thing that runs once a collection: the finalizer of an object that nothing holds.
func (g *gcTarget) afterNextCollection() {
	runtime.SetFinalizer(&struct{ target *gcTarget }{g}, func(held *struct{ target *gcTarget }) {
		held.target.set()
		held.target.afterNextCollection()
	})
}

func (g *gcTarget) set() {
	metrics.Read(g.sample)
	percent := 100
	if g.sample[0].Value.Uint64() > largeHeap {
		percent = targetOfLarge
	}
	debug.SetGCPercent(percent)
}
