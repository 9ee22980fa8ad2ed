package main

import (
	"crypto/tls"
	"fmt"
	"log"
	"net/http"
	"time"
)

// load is the same in bench/k6/schedule.js: goroutine number i warms its connection, then starts its requests at
// warmup + i/streams of a period, one a period; in a wave all start together.
type load struct {
	url                     string
	streams, rounds, tokens int
	// reasoning is how many of the first frames the server sends before its answer.
	reasoning      int
	warmup, period time.Duration
	wave           bool
	lag            *lagMeter
}

func (l *load) run(number int, begin time.Time, into []stream) {
	client := ownConnections()
	share := func(of time.Duration) time.Duration { return of * time.Duration(number) / time.Duration(l.streams) }
	time.Sleep(time.Until(begin.Add(share(l.warmup / 2))))
	if _, err := l.send(client, fmt.Sprintf("warm-%d", number), 1); err != nil {
		log.Fatal(err)
	}
	offset := share(l.period)
	if l.wave {
		offset = 0
	}
	for round := range into {
		time.Sleep(time.Until(begin.Add(l.warmup + offset + time.Duration(round)*l.period)))
		stream, err := l.send(client, fmt.Sprintf("bare-%d-%d", number+1, round+1), l.tokens)
		if err != nil {
			log.Fatal(err)
		}
		into[round] = *stream
	}
}

// ownConnections: each virtual user of k6 has its own, and with HTTP/2 sharing one would be another load.
func ownConnections() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	return &http.Client{Transport: transport}
}
