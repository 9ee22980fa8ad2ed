package main

import (
	"fmt"
	"strings"
)

// wire holds the bytes of one reply, made before its first token is due.
type wire struct{ head, token, end []byte }

func newWire(asked asked) wire {
	frame := func(choices, rest string) string {
		return fmt.Sprintf(`data: {"id":"chatcmpl-%s","object":"chat.completion.chunk","created":1795000000,`+
			`"model":"truth","choices":[%s]%s}`+"\n\n", "0123456789abcdef", choices, rest)
	}
	content := strings.Repeat(" token", asked.perFrame)
	end := frame(`{"index":0,"delta":{},"finish_reason":"stop"}`, "") +
		frame("", fmt.Sprintf(`,"usage":{"prompt_tokens":10,"completion_tokens":%d,"total_tokens":%d}`,
			asked.tokens, asked.tokens+10)) +
		"data: [DONE]\n\n"
	return wire{
		head: fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"+
			"X-Request-Id: %s\r\n\r\n", asked.id),
		token: chunk(frame(`{"index":0,"delta":{"content":"`+content+`"},"finish_reason":null}`, "")),
		end:   append(chunk(end), "0\r\n\r\n"...),
	}
}

func chunk(text string) []byte { return fmt.Appendf(nil, "%x\r\n%s\r\n", len(text), text) }
