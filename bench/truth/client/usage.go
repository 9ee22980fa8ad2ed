package main

import "syscall"

// cpu is processor time in milliseconds.
type cpu struct {
	User float64 `json:"user"`
	Sys  float64 `json:"sys"`
}

func usage() cpu {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return cpu{}
	}
	inMs := func(t syscall.Timeval) float64 { return float64(t.Nano()) / 1e6 }
	return cpu{inMs(used.Utime), inMs(used.Stime)}
}
