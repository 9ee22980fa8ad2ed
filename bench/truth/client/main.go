// Command client is the floor: what streaming costs when nothing is done with it but reading its lines and the clock.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"sync"
	"time"
)

func main() {
	var load load
	flag.StringVar(&load.url, "url", "", "where to send the requests")
	flag.IntVar(&load.streams, "streams", 100, "streams at once")
	flag.IntVar(&load.rounds, "rounds", 1, "requests that each stream's goroutine sends one after another")
	flag.IntVar(&load.tokens, "tokens", 100, "tokens of a reply")
	flag.IntVar(&load.reasoning, "reasoning", 0, "frames before the answer, as the server was told")
	flag.BoolVar(&load.wave, "wave", false, "start the streams of a round together, not spread over the period")
	flag.DurationVar(&load.warmup, "warmup", 2*time.Second, "time for one short request on each connection")
	flag.DurationVar(&load.period, "period", 3*time.Second, "from start to start of one goroutine's requests")
	flag.Parse()

	load.lag = newLagMeter()
	result := result{Streams: make([]stream, load.streams*load.rounds)}
	begin := time.Now()
	var group sync.WaitGroup
	for number := range load.streams {
		group.Go(func() { load.run(number, begin, result.Streams[number*load.rounds:][:load.rounds]) })
	}
	time.Sleep(time.Until(begin.Add(load.warmup)))
	result.StartUp = usage()
	group.Wait()
	result.Total = usage()
	for i := range result.Streams {
		result.Streams[i].sumUp(load.reasoning, load.lag)
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		log.Fatal(err)
	}
}

type result struct {
	Streams []stream `json:"streams"`
	// StartUp is what was used until the first measured stream began, Total at the end.
	StartUp cpu `json:"start_up"`
	Total   cpu `json:"total"`
}
