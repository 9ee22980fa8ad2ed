package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// serveHTTP1 speaks HTTP/1.1 by hand: net/http's server would add a goroutine, two buffers and several writes to each
// reply, and its time stamps are out of reach.
func (s *server) serveHTTP1(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewReaderSize(conn, 8<<10)
	for {
		if _, err := in.Peek(1); err != nil {
			return
		}
		accepted := time.Now()
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, err := io.ReadAll(io.LimitReader(request.Body, maxBody))
		if err != nil {
			return
		}
		asked, err := s.byDefault.asked(request, body)
		if err != nil {
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 400 Bad Request\r\nContent-Length: %d\r\n\r\n%s", len(err.Error()), err)
			continue
		}
		if !s.stream(chunked(newWire(asked), asked), conn.Write, asked, accepted) {
			return
		}
	}
}

// chunked wraps the frames of a reply as HTTP/1.1 sends them. The headers go with the first token, as behind most
// gateways; then they cost no read of their own.
func chunked(reply wire, asked asked) func(number int) []byte {
	chunk := func(text []byte) []byte { return fmt.Appendf(nil, "%x\r\n%s\r\n", len(text), text) }
	head := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"+
		"X-Request-Id: %s\r\n\r\n", asked.id)
	first := append(head, chunk(reply.frame(0, asked))...)
	made := wire{chunk(reply.reasoning), chunk(reply.token), append(chunk(reply.end), "0\r\n\r\n"...)}
	return func(number int) []byte {
		if number == 0 {
			return first
		}
		return made.frame(number, asked)
	}
}
