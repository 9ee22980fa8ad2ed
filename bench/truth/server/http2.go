package main

import (
	"io"
	"net"
	"net/http"
	"time"
)

// serveHTTP2 leaves the frames to net/http: a reply's time stamps are taken around its write and flush.
func (s *server) serveHTTP2(listener net.Listener) error {
	serving := &http.Server{
		Handler:   http.HandlerFunc(s.handle),
		TLSConfig: selfSigned("h2"),
		// What a client does to a connection that it throws away is none of our business.
		ErrorLog: quiet(),
	}
	return serving.ServeTLS(listener, "", "")
}

func (s *server) handle(response http.ResponseWriter, request *http.Request) {
	accepted := time.Now()
	body, err := io.ReadAll(io.LimitReader(request.Body, maxBody))
	if err != nil {
		return
	}
	asked, err := s.byDefault.asked(request, body)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	response.Header().Set("Content-Type", "text/event-stream")
	response.Header().Set("X-Request-Id", asked.id)
	reply, flusher := newWire(asked), http.NewResponseController(response)
	write := func(text []byte) (int, error) {
		n, err := response.Write(text)
		if err != nil {
			return n, err
		}
		return n, flusher.Flush()
	}
	s.stream(func(number int) []byte { return reply.frame(number, asked) }, write, asked, accepted)
}
