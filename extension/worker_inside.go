package sse

import (
	"iter"

	"github.com/grafana/sobek"
)

// inside is a call of a runtime that never returns. Whoever calls a runtime from outside makes it lose its stack when the
// call ends, and grow it anew with the next one: a tenth of all memory that an exchange took. What is called from inside
// finds the stack as it was, and a goroutine that has long grown its own.
type inside struct {
	resume func() (struct{}, bool)
	work   func()
	// panicked is what work panicked with; it must not end the call.
	panicked any
}

// goInside begins the call.
func goInside(rt *sobek.Runtime) (*inside, error) {
	// A function of Go's would not count as a call.
	made, err := rt.RunString("(function (serve) { serve() })")
	if err != nil {
		return nil, err
	}
	call, _ := sobek.AssertFunction(made)
	in := &inside{}
	in.resume, _ = iter.Pull(func(yield func(struct{}) bool) {
		serve := func(sobek.FunctionCall) sobek.Value {
			for yield(struct{}{}) {
				in.serve()
			}
			return sobek.Undefined()
		}
		_, _ = call(sobek.Undefined(), rt.ToValue(serve))
	})
	in.resume()
	return in, nil
}

func (in *inside) serve() {
	defer func() { in.panicked = recover() }()
	in.work()
}

// run does the work inside. One at a time may.
func (in *inside) run(work func()) {
	in.work = work
	if _, goesOn := in.resume(); !goesOn {
		panic("a worker's call has ended, and nothing can be done in it")
	}
	in.work = nil
	if panicked := in.panicked; panicked != nil {
		panic(panicked)
	}
}
