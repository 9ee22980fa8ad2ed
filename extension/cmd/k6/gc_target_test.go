package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// percent reads the target without changing it.
func percent() int {
	now := debug.SetGCPercent(100)
	debug.SetGCPercent(now)
	return now
}

// collectUntil collects garbage until the target is as wanted; finalizers run on a goroutine of their own.
func collectUntil(want int) bool {
	for range 1000 {
		runtime.GC()
		if percent() == want {
			return true
		}
		runtime.Gosched()
	}
	return false
}

func TestCollectorTarget(t *testing.T) {
	t.Setenv("GOGC", "100")
	startGCTarget()
	large := make([]byte, 2*largeHeap)
	for range 10 {
		runtime.GC()
	}
	if got := percent(); got != 100 {
		t.Fatalf("GOGC is set and obeyed: got %d", got)
	}

	t.Setenv("GOGC", "")
	startGCTarget()
	if !collectUntil(targetOfLarge) {
		t.Fatalf("a large heap is kept tight: got %d, want %d", percent(), targetOfLarge)
	}
	runtime.KeepAlive(large)
	large = nil
	if !collectUntil(100) {
		t.Fatalf("a small heap is left alone: got %d", percent())
	}
}
