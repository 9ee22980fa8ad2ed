package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// plan says when the tokens of one reply are due.
type plan struct {
	ttft, gap        time.Duration
	tokens, perFrame int
	// reasoning is how many of the first frames bring reasoning in place of an answer.
	reasoning int
}

// frames is the number of frames that bring tokens.
func (p plan) frames() int { return (p.tokens + p.perFrame - 1) / p.perFrame }

// due is the time of a frame since the request came; the one after the last token is the end.
func (p plan) due(frame int) time.Duration { return p.ttft + time.Duration(frame)*p.gap }

// asked is what a request may say: headers X-Truth-Ttft-Ms, X-Truth-Gap-Ms, X-Truth-Per-Frame and
// X-Truth-Reasoning, and in the body max_tokens. The last message, if short, names the request where no X-Request-Id does: load tools that cannot set a
// header per request can still set a prompt.
type asked struct {
	plan
	id string
}

func (p plan) asked(request *http.Request, body []byte) (asked, error) {
	var chat struct {
		MaxTokens int `json:"max_tokens"`
		Messages  []struct{ Content string }
	}
	if err := json.Unmarshal(body, &chat); err != nil {
		return asked{}, fmt.Errorf("body: %w", err)
	}
	if chat.MaxTokens > 0 {
		p.tokens = chat.MaxTokens
	}
	for name, put := range map[string]func(int){
		"X-Truth-Ttft-Ms":   func(n int) { p.ttft = time.Duration(n) * time.Millisecond },
		"X-Truth-Gap-Ms":    func(n int) { p.gap = time.Duration(n) * time.Millisecond },
		"X-Truth-Per-Frame": func(n int) { p.perFrame = max(n, 1) },
		"X-Truth-Reasoning": func(n int) { p.reasoning = n },
	} {
		if text := request.Header.Get(name); text != "" {
			number, err := strconv.Atoi(text)
			if err != nil || number < 0 {
				return asked{}, fmt.Errorf("%s: expected a whole number, got %q", name, text)
			}
			put(number)
		}
	}
	// However short, a reply has an answer.
	p.reasoning = min(p.reasoning, p.frames()-1)
	id := request.Header.Get("X-Request-Id")
	if last := len(chat.Messages) - 1; id == "" && last >= 0 && len(chat.Messages[last].Content) <= 64 {
		id = chat.Messages[last].Content
	}
	return asked{p, id}, nil
}
