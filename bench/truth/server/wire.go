package main

import (
	"fmt"
	"strings"
)

// wire holds the bytes of one reply, made before its first token is due.
type wire struct{ reasoning, token, end []byte }

func newWire(asked asked) wire {
	frame := func(choices, rest string) string {
		return fmt.Sprintf(`data: {"id":"chatcmpl-%s","object":"chat.completion.chunk","created":1795000000,`+
			`"model":"truth","choices":[%s]%s}`+"\n\n", "0123456789abcdef", choices, rest)
	}
	content := strings.Repeat(" token", asked.perFrame)
	piece := func(field string) []byte {
		return []byte(frame(`{"index":0,"delta":{"`+field+`":"`+content+`"},"finish_reason":null}`, ""))
	}
	return wire{
		reasoning: piece("reasoning_content"),
		token:     piece("content"),
		end: []byte(frame(`{"index":0,"delta":{},"finish_reason":"stop"}`, "") +
			frame("", fmt.Sprintf(`,"usage":{"prompt_tokens":10,"completion_tokens":%d,"total_tokens":%d}`,
				asked.tokens, asked.tokens+10)) +
			"data: [DONE]\n\n"),
	}
}

// frame gives the bytes of one frame; the one after the last token is the end.
func (w wire) frame(number int, asked asked) []byte {
	switch {
	case number == asked.frames():
		return w.end
	case number < asked.reasoning:
		return w.reasoning
	default:
		return w.token
	}
}
