package main

import (
	"os"
	"runtime"
)

// useProcessors makes Go believe in two processors where there is one: what k6 itself does at a stretch, such as writing its
// record five times a second, then shares it with the reading of tokens by the kernel's turns, not by Go's of 10 ms and more.
func useProcessors() {
	if !processorsAreGiven() && runtime.GOMAXPROCS(0) < processorsToRun {
		runtime.GOMAXPROCS(processorsToRun)
	}
}

// processorsAreGiven tells that somebody has decided on their number.
func processorsAreGiven() bool { return os.Getenv("GOMAXPROCS") != "" }

const processorsToRun = 2

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
