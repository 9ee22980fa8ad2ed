package sse

import (
	"sync"

	"github.com/grafana/sobek"
)

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

// find reads an argument that names one of them; definer is what scripts give the names with.
func (n *named[T]) find(parameter string, given sobek.Value, definer string) (thing T, err error) {
	name, err := stringOf(parameter, given)
	if err != nil {
		return thing, err
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	thing, known := n.byName[name]
	if !known {
		return thing, wrong(parameter, given, "a name that "+definer+" was given")
	}
	return thing, nil
}
