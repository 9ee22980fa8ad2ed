package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/k6-llm/k6-llm/bench/truth/gaps"
)

// stream is what was seen of one reply, in milliseconds since the call.
type stream struct {
	ID          string  `json:"id"`
	TTFT        float64 `json:"ttft"`
	FirstAnswer float64 `json:"first_answer"`
	Last        float64 `json:"last"`
	End         float64 `json:"end"`
	Frames      int     `json:"frames"`
	gaps.Gaps
	// Lag is the worst lateness of this process meanwhile.
	Lag float64 `json:"lag"`

	start, end time.Time
	tokens     []time.Duration
}

// sumUp is done when all has been measured: what it takes is no part of what streaming costs.
func (s *stream) sumUp(reasoning int, lag *lagMeter) {
	s.TTFT, s.Last, s.Frames = ms(s.tokens[0]), ms(s.tokens[len(s.tokens)-1]), len(s.tokens)
	s.FirstAnswer = ms(s.tokens[min(reasoning, len(s.tokens)-1)])
	s.End = ms(s.end.Sub(s.start))
	s.Gaps = gaps.Of(s.tokens)
	s.Lag = ms(lag.worst(s.start, s.end))
}

var data = []byte("data: ")

// send does one exchange. Each frame gets a time stamp, as it must to be of use to anyone.
func (l *load) send(client *http.Client, id string, tokens int) (*stream, error) {
	body := fmt.Sprintf(`{"model":"truth","messages":[{"role":"user","content":"%s"}],"max_tokens":%d,"stream":true}`, id, tokens)
	start := time.Now()
	request, err := http.NewRequest(http.MethodPost, l.url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	times := make([]time.Duration, 0, tokens+3)
	for lines := bufio.NewReader(response.Body); ; {
		line, err := lines.ReadSlice('\n')
		if bytes.HasPrefix(line, data) {
			times = append(times, time.Since(start))
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if len(times) < 4 {
		return nil, fmt.Errorf("%s: %d frames, status %d", id, len(times), response.StatusCode)
	}
	// The last three are the finish, the usage and the end mark.
	return &stream{ID: id, start: start, end: start.Add(times[len(times)-1]), tokens: times[:len(times)-3]}, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
