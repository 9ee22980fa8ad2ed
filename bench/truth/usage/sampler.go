package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// sample is one look at /proc; At is milliseconds since 1970.
type sample struct {
	At    float64 `json:"at"`
	CPUMs float64 `json:"cpu_ms"`
	RssMb float64 `json:"rss_mb"`
}

type sampler struct {
	done    chan struct{}
	samples chan []sample
}

func newSampler(pid int) *sampler {
	s := &sampler{make(chan struct{}), make(chan []sample)}
	go func() {
		var taken []sample
		ticker := time.NewTicker(sampleEvery)
		defer ticker.Stop()
		for {
			select {
			case <-s.done:
				s.samples <- taken
				return
			case <-ticker.C:
				if one, ok := look(pid); ok {
					taken = append(taken, one)
				}
			}
		}
	}()
	return s
}

func (s *sampler) stop() []sample {
	close(s.done)
	return <-s.samples
}

// look reads the process's times and memory; on a system without /proc there are no samples.
func look(pid int) (sample, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return sample{}, false
	}
	// The name in parentheses may hold spaces; what follows it is fixed: utime, stime and rss are 12, 13 and 22.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 23 {
		return sample{}, false
	}
	number := func(i int) float64 {
		n, _ := strconv.ParseFloat(string(fields[i-1]), 64)
		return n
	}
	const msPerTick = 10
	return sample{
		At:    float64(time.Now().UnixMicro()) / 1000,
		CPUMs: (number(12) + number(13)) * msPerTick,
		RssMb: number(22) * float64(os.Getpagesize()) / (1 << 20),
	}, true
}
