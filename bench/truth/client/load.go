package main

import (
	"fmt"
	"log"
	"net/http"
	"time"
)

// load is the same in bench/k6/schedule.ts: goroutine number i warms its connection, then starts its requests at
// warmup + i/streams of a period, one a period.
type load struct {
	url                     string
	streams, rounds, tokens int
	warmup, period          time.Duration
	http                    *http.Client
}

func (l *load) run(number int, begin time.Time, into []stream) {
	share := func(of time.Duration) time.Duration { return of * time.Duration(number) / time.Duration(l.streams) }
	time.Sleep(time.Until(begin.Add(share(l.warmup / 2))))
	if _, err := l.send(fmt.Sprintf("warm-%d", number), 1); err != nil {
		log.Fatal(err)
	}
	for round := range into {
		time.Sleep(time.Until(begin.Add(l.warmup + share(l.period) + time.Duration(round)*l.period)))
		stream, err := l.send(fmt.Sprintf("bare-%d-%d", number+1, round+1), l.tokens)
		if err != nil {
			log.Fatal(err)
		}
		into[round] = *stream
	}
}
