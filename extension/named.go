package sse

import "sync"

// named are things of one kind that a script gave names, once for all VUs of the process.
type named[T any] struct {
	mu     sync.RWMutex
	byName map[string]T
}

func newNamed[T any]() *named[T] { return &named[T]{byName: map[string]T{}} }

func (n *named[T]) put(name string, thing T) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.byName[name] = thing
}

// get gives the zero value for an unknown name.
func (n *named[T]) get(name string) T {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.byName[name]
}
