package sse

import (
	"errors"
	"fmt"
	"sync"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/modules"
)

// worker is a JavaScript runtime that all VUs share, one at a time: what a thousand VUs would hold and run a thousand
// times, in memory that left the processor's caches long ago, stands there once and stays warm. Its script is a CommonJS
// module that exports `start`; what that resolves to has the four steps of an exchange.
type worker struct {
	mu     sync.Mutex
	of     *borrowed
	own    *ModuleInstance
	inside *inside
	// What the script has: one call makes a client ready, the others are the steps of an exchange.
	define, begin, measure, record, leave sobek.Callable
	// given are the parameters that were given last, params what they say.
	given  sobek.Value
	params *captureParams
}

// borrowed is the VU that a worker works for at the moment, with the worker's runtime in place of its own.
type borrowed struct {
	modules.VU
	runtime *sobek.Runtime
}

// Runtime implements modules.VU.
func (b *borrowed) Runtime() *sobek.Runtime { return b.runtime }

// newWorker runs the script and its `start`, for the VU that defines the workers.
func newWorker(process *process, vu modules.VU, script *sobek.Program, setup string) (*worker, error) {
	rt := sobek.New()
	of := &borrowed{VU: vu, runtime: rt}
	w := &worker{of: of, own: &ModuleInstance{
		process: process, vu: of, rules: newRulesCache(process.rulesByText), gathers: true,
	}}
	if err := parseFaster(rt); err != nil {
		return nil, err
	}
	w.own.exports = process.exportsOf(w.own)
	if err := rt.Set("console", w.console()); err != nil {
		return nil, err
	}
	exported, err := w.load(script)
	if err != nil {
		return nil, err
	}
	start, err := callableOf(exported, "start")
	if err != nil {
		return nil, err
	}
	// Its promise is settled when the call returns: a worker waits for nothing.
	started, err := start(sobek.Undefined(), rt.ToValue(setup))
	if err != nil {
		return nil, err
	}
	if promise, ok := started.Export().(*sobek.Promise); ok {
		switch started = promise.Result(); promise.State() {
		case sobek.PromiseStatePending:
			return nil, errors.New("start: expected to be done at once, for nothing that it could wait for will come")
		case sobek.PromiseStateRejected:
			return nil, saidBy(started)
		}
	}
	steps, ok := started.(*sobek.Object)
	if !ok {
		return nil, errors.New("start: expected the steps of an exchange, got " + shown(started))
	}
	for name, step := range map[string]*sobek.Callable{
		"define": &w.define, "begin": &w.begin, "measure": &w.measure, "record": &w.record, "leave": &w.leave,
	} {
		if *step, err = callableOf(steps, name); err != nil {
			return nil, err
		}
	}
	w.inside, err = goInside(rt)
	return w, err
}

// load runs the script as a CommonJS module, for which this one is the only other there is.
func (w *worker) load(script *sobek.Program) (*sobek.Object, error) {
	rt := w.of.runtime
	module, exports := rt.NewObject(), rt.NewObject()
	if err := module.Set("exports", exports); err != nil {
		return nil, err
	}
	require := func(call sobek.FunctionCall) sobek.Value {
		if name := call.Argument(0).String(); name != "k6/x/sse" {
			throwTypeError(rt, "require", fmt.Errorf("a worker has k6/x/sse alone, not %q", name))
		}
		return w.own.exports
	}
	wrapped, err := rt.RunProgram(script)
	if err != nil {
		return nil, err
	}
	run, _ := sobek.AssertFunction(wrapped)
	if _, err := run(sobek.Undefined(), module, exports, rt.ToValue(require)); err != nil {
		return nil, err
	}
	return module.Get("exports").ToObject(rt), nil
}

// compileWorker makes the script a function of what a CommonJS module has.
func compileWorker(source string) (*sobek.Program, error) {
	return sobek.Compile("worker.js", "(function (module, exports, require) {"+source+"\n})", true)
}

// console writes to the console of the VU at work, wherever k6 was told to send that.
func (w *worker) console() *sobek.Object {
	console := newBuilder(w.of.runtime)
	for _, level := range []string{"debug", "error", "info", "log", "warn"} {
		console.set(level, func(call sobek.FunctionCall) sobek.Value {
			rt := w.of.VU.Runtime()
			if write, err := callableOf(rt.GlobalObject().Get("console"), level); err == nil {
				_, _ = write(sobek.Undefined(), rt.ToValue(call.Argument(0).String()))
			}
			return sobek.Undefined()
		})
	}
	return console.object
}

func callableOf(value sobek.Value, name string) (sobek.Callable, error) {
	if object, ok := value.(*sobek.Object); ok {
		if member, ok := sobek.AssertFunction(object.Get(name)); ok {
			return member, nil
		}
	}
	return nil, errors.New(name + ": no such function")
}

// turn is one VU's use of a worker; no other's runs meanwhile.
func (w *worker) turn(vu modules.VU, work func(rt *sobek.Runtime) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.locked(vu, work)
}

func (w *worker) locked(vu modules.VU, work func(rt *sobek.Runtime) error) (err error) {
	w.of.VU = vu
	defer w.own.handOver()
	w.inside.run(func() { err = work(w.of.runtime) })
	return plainError(err)
}

// plainError is what a worker's script threw without what only its own runtime may look at.
func plainError(err error) error {
	exception := (*sobek.Exception)(nil)
	if !errors.As(err, &exception) {
		return err
	}
	return saidBy(exception.Value())
}

func saidBy(thrown sobek.Value) error {
	if object, ok := thrown.(*sobek.Object); ok {
		if message := object.Get("message"); message != nil {
			return errors.New(message.String())
		}
	}
	return errors.New(thrown.String())
}
