// Command k6 is k6 with the module k6/x/sse compiled in.
package main

import (
	"os"
	"runtime/debug"

	k6 "go.k6.io/k6/v2/cmd"

	_ "github.com/k6-llm/k6-llm/extension"
)

// collectAt is how much the heap may grow, in percent of what lives, before it is collected. Go's own 100 lets the heap
// of a thousand virtual users grow to twice what they need.
const collectAt = 75

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	k6.Execute()
}
