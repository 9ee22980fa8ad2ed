package main

import (
	"encoding/json"
	"io"
	"sync"
	"time"

	"github.com/k6-llm/k6-llm/bench/truth/gaps"
)

// entry is the truth about one request. Times are milliseconds; those without a date count since the request came.
type entry struct {
	ID string `json:"id"`
	// Accepted is when the request's first byte was read, since 1970.
	Accepted float64 `json:"accepted"`
	Tokens   int     `json:"tokens"`
	Frames   int     `json:"frames"`
	// FirstWrite, FirstAnswer (the first frame that is no reasoning), LastToken and End are the instants right before
	// the write.
	FirstWrite  float64 `json:"first_write"`
	FirstAnswer float64 `json:"first_answer"`
	LastToken   float64 `json:"last_token"`
	End         float64 `json:"end"`
	gaps.Gaps
	// FirstLate and WorstLate are how long after it was due a write was done, WorstWrite is how long one took.
	FirstLate  float64 `json:"first_late"`
	WorstLate  float64 `json:"worst_late"`
	WorstWrite float64 `json:"worst_write"`
	// LateFirst marks a request whose first token cannot be judged, LateGaps one whose gaps cannot, Late one whose other
	// times cannot.
	LateFirst bool `json:"late_first"`
	LateGaps  bool `json:"late_gaps"`
	Late      bool `json:"late"`
	Broken    bool `json:"broken,omitempty"`
}

// tokensWritten notes what the instants of the token frames come to.
func (e *entry) tokensWritten(at []time.Duration, reasoning int) {
	if len(at) == 0 {
		return
	}
	e.FirstWrite, e.LastToken = ms(at[0]), ms(at[len(at)-1])
	if reasoning < len(at) {
		e.FirstAnswer = ms(at[reasoning])
	}
	e.Gaps = gaps.Of(at)
}

type truthLog struct {
	mu   sync.Mutex
	into *json.Encoder
}

func newTruthLog(file io.Writer) *truthLog { return &truthLog{into: json.NewEncoder(file)} }

func (l *truthLog) write(e entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.into.Encode(e)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func unixMs(at time.Time) float64 { return float64(at.UnixMicro()) / 1000 }
