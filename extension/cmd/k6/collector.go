package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How much the heap may grow, in percent of what lives, before it is collected.
const (
	// Go collects by itself only this late: while virtual users are made nearly all that is allocated stays, and to look
	// for garbage is a quarter of the start-up.
	percentOfGo = 400
	// We collect before, when the heap has doubled.
	percentOfOurs = 100
)

// freeGrowth is how much the heap may grow in any case, in bytes. A small run would else be looked through every few
// seconds, and each time some tokens are late for it: with 500 streams on one core two of them are then read as one in a
// stream of a hundred.
const freeGrowth = 256 << 20

// lookEvery is short against the time in which a heap grows.
const lookEvery = 200 * time.Millisecond

// collectEarly collects in Go's place from the first exchange on. A collection that begins when the heap has nearly grown
// as far as it may makes whoever allocates do its work, and wait for it: with a thousand streams on one core some read
// their first token 300 ms late. One that begins long before takes its quarter of the processor and nothing else.
func collectEarly(firstExchange <-chan struct{}) {
	debug.SetGCPercent(percentOfGo)
	go func() {
		<-firstExchange
		collect(readHeap())
		for range time.Tick(lookEvery) {
			if size := readHeap(); size.now >= sizeToCollectAt(size.live) {
				collect(size)
			}
		}
	}()
}

func collect(size heap) {
	changingProcessors.Lock()
	defer changingProcessors.Unlock()
	running := runtime.GOMAXPROCS(0)
	if marking := processorsToMark(running, size.live); marking != running && !processorsAreGiven() {
		runtime.GOMAXPROCS(marking)
		defer runtime.GOMAXPROCS(running)
	}
	runtime.GC()
}

type heap struct{ now, live uint64 }

// readHeap tells how large the heap is, and how much of it lived when it was last collected, in bytes.
func readHeap() heap {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(samples)
	return heap{now: samples[0].Value.Uint64(), live: samples[1].Value.Uint64()}
}

func sizeToCollectAt(live uint64) uint64 {
	return live + max(live*percentOfOurs/100, freeGrowth)
}
