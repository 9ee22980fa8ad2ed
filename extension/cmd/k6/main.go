// Command k6 is k6 with the module k6/x/sse compiled in.
package main

import (
	"os"
	"time"

	k6 "go.k6.io/k6/v2/cmd"

	sse "github.com/k6-llm/k6-llm/extension"
)

func main() {
	if os.Getenv("GOGC") == "" {
		collectEarly(sse.FirstExchange())
	}
	followLoad(time.Now(), time.Tick(lookAtLoadEvery))
	k6.Execute()
}
