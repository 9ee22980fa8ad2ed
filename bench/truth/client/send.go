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
)

// stream is what was seen of one reply, in milliseconds since the call.
type stream struct {
	ID     string  `json:"id"`
	TTFT   float64 `json:"ttft"`
	Last   float64 `json:"last"`
	End    float64 `json:"end"`
	Frames int     `json:"frames"`
}

var data = []byte("data: ")

// send does one exchange. Each frame gets a time stamp, as it must to be of use to anyone.
func (l *load) send(id string, tokens int) (*stream, error) {
	body := fmt.Sprintf(`{"model":"truth","messages":[{"role":"user","content":"%s"}],"max_tokens":%d,"stream":true}`, id, tokens)
	start := time.Now()
	request, err := http.NewRequest(http.MethodPost, l.url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := l.http.Do(request)
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
	tokenTimes := times[:len(times)-3]
	return &stream{id, ms(times[0]), ms(tokenTimes[len(tokenTimes)-1]), ms(times[len(times)-1]), len(tokenTimes)}, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
