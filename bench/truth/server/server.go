package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const maxBody = 1 << 20

type server struct {
	byDefault plan
	late      time.Duration
	truth     *truthLog
	ticks     *ticks
}

// serve speaks HTTP/1.1 by hand: net/http's server would add a goroutine, two buffers and several writes to each reply,
// and its time stamps are out of reach.
func (s *server) serve(conn net.Conn) {
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
		if !s.stream(conn, asked, accepted) {
			return
		}
	}
}

// stream writes one reply; it says false if the client went away.
func (s *server) stream(conn net.Conn, asked asked, accepted time.Time) bool {
	reply, frames := newWire(asked), asked.frames()
	entry := entry{ID: asked.id, Accepted: unixMs(accepted), Tokens: asked.tokens, Frames: frames}
	for frame := 0; frame <= frames; frame++ {
		due := accepted.Add(asked.due(frame))
		time.Sleep(time.Until(due))
		bytes := reply.token
		switch frame {
		case 0:
			// The headers go with the first token, as behind most gateways; then they cost no read of their own.
			bytes = append(reply.head, reply.token...)
		case frames:
			bytes = reply.end
		}
		before := time.Now()
		_, err := conn.Write(bytes)
		after := time.Now()
		if err != nil {
			entry.Broken = true
			break
		}
		// Up to the end of the write: a server that is put aside within it is late, too.
		entry.WorstLate = max(entry.WorstLate, ms(after.Sub(due)))
		switch frame {
		case 0:
			entry.FirstWrite, entry.FirstLate = ms(before.Sub(accepted)), ms(after.Sub(due))
		case frames - 1:
			entry.LastToken = ms(before.Sub(accepted))
		case frames:
			entry.End = ms(before.Sub(accepted))
		}
	}
	first := accepted.Add(time.Duration(entry.FirstWrite * float64(time.Millisecond)))
	// No write tells how late the request itself was seen; the ticks do.
	entry.Late = entry.WorstLate > ms(s.late) || s.ticks.anyLate(accepted.Add(-tick), time.Now())
	entry.LateFirst = entry.FirstLate > ms(s.late) || s.ticks.anyLate(accepted.Add(-tick), first.Add(tick))
	s.truth.write(entry)
	return !entry.Broken
}
