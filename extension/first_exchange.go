package sse

import "sync"

var (
	firstExchange = make(chan struct{})
	announce      = sync.OnceFunc(func() { close(firstExchange) })
)

// FirstExchange is closed when the first exchange of this process begins: by then k6 has made its virtual users.
func FirstExchange() <-chan struct{} { return firstExchange }
