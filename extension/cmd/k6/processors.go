package main

import (
	"os"
	"runtime"
	"sync"
	"time"
)

// Where Go has one processor it gets a second one while there is much to do: what k6 itself does at a stretch, such as
// writing its record, then shares the core with the reading of tokens by the kernel's turns, not by Go's of 10 ms and
// more. While there is less to do nothing is at a stretch for long, and a second one costs a tenth of the CPU: whoever
// makes work wakes a thread to help with it, which finds nothing left.
const (
	busyFrom  = 0.75
	busyUntil = 0.5
	whenBusy  = 2
)

// lookAtLoadEvery is long against a collection and short against a stage of a load.
const lookAtLoadEvery = time.Second

// changingProcessors is held by whoever changes their number, for as long as it is to stay so.
var changingProcessors sync.Mutex

// followLoad runs on a second processor while there is much to do, from now on until there are no more looks.
func followLoad(at time.Time, looks <-chan time.Time) {
	if processorsAreGiven() || runtime.GOMAXPROCS(0) >= whenBusy {
		return
	}
	before, known := cpuTime()
	if !known {
		runtime.GOMAXPROCS(whenBusy)
		return
	}
	go func() {
		for now := range looks {
			used, _ := cpuTime()
			busy := float64(used-before) / float64(now.Sub(at))
			before, at = used, now
			changingProcessors.Lock()
			runtime.GOMAXPROCS(processorsFor(busy, runtime.GOMAXPROCS(0)))
			changingProcessors.Unlock()
		}
	}()
}

// processorsFor is how many to run on after a while in which that share of one was used, on so many.
func processorsFor(busy float64, running int) int {
	switch {
	case busy >= busyFrom:
		return whenBusy
	case busy < busyUntil:
		return 1
	default:
		return running
	}
}

// processorsAreGiven tells that somebody has decided on their number.
func processorsAreGiven() bool { return os.Getenv("GOMAXPROCS") != "" }

// From how large a heap on it matters how it is marked, in bytes.
const largeHeap = 100 << 20

// processorsToMark is on how many a collection runs, whatever the machine has. From four on Go gives its collector one of
// its own, and the kernel lets whoever becomes ready have its turn. With fewer its worker takes a quarter of each, in
// stretches that grow with the heap, to 18 ms for that of 500 virtual users, in which no token is read.
func processorsToMark(running int, live uint64) int {
	if live < largeHeap {
		return running
	}
	return max(running, 4)
}
