//go:build !unix

package main

import "time"

// cpuTime is what this process has used so far, and whether the system tells.
func cpuTime() (used time.Duration, known bool) { return 0, false }
