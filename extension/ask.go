package sse

import (
	"errors"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/exchange"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/lib"
)

// ask is sse.ask(client, prompt, about, look): an exchange whose request is made, and whose reply is measured, by a
// worker.
func (m *ModuleInstance) ask(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	m.sendingState("sse.ask")
	look, looks := sobek.AssertFunction(call.Argument(3))
	if !looks && !isAbsent(call.Argument(3)) {
		throwTypeError(rt, "sse.ask", wrong("look", call.Argument(3), "a function"))
	}
	asked, exchangeCall, err := m.begin(call.Argument(0), call.Argument(1), call.Argument(2))
	if err != nil {
		common.Throw(rt, err)
	}
	if exchangeCall == nil {
		return sobek.Undefined()
	}
	outcome, ended := m.exchange(exchangeCall)
	if !ended {
		return m.leave()
	}
	if !looks {
		measured, err := asked.measure(outcome, exchangeCall, asked.recordAsIs)
		if err != nil {
			common.Throw(rt, err)
		}
		return lend(rt, asked.worker, measured)
	}
	measured, err := asked.measure(outcome, exchangeCall, nil)
	if err != nil {
		common.Throw(rt, err)
	}
	lent := lend(rt, asked.worker, measured)
	seen, err := look(sobek.Undefined(), lent)
	if err != nil {
		return m.cutLook(asked, err)
	}
	if err := asked.record(measured, seen); err != nil {
		common.Throw(rt, err)
	}
	return lent
}

// cutLook ends an exchange whose look threw, or was interrupted: then nobody can tell what to record of it.
func (m *ModuleInstance) cutLook(asked *asked, err error) sobek.Value {
	if left := asked.leave(); left != nil {
		common.Throw(m.vu.Runtime(), left)
	}
	if interrupted := (*sobek.InterruptedError)(nil); errors.As(err, &interrupted) {
		m.vu.Runtime().Interrupt(interrupted.Value())
		return sobek.Undefined()
	}
	common.Throw(m.vu.Runtime(), err)
	return nil
}

// asked is an exchange between its steps.
type asked struct {
	*ModuleInstance
	worker *worker
	// turn is what the first step made, for those that follow; it is the worker's.
	turn *sobek.Object
}

// begin makes the request of an exchange; nil where the worker says that none may be sent.
func (m *ModuleInstance) begin(client, prompt, about sobek.Value) (begun *asked, call *exchange.Call, err error) {
	begun = &asked{ModuleInstance: m}
	given := [3]data{}
	for i, argument := range []sobek.Value{client, prompt, about} {
		if given[i], err = dataOf(argument); err != nil {
			return nil, nil, err
		}
	}
	err = m.workers.turn(m.vu, func(worker *worker, rt *sobek.Runtime) error {
		begun.worker = worker
		arguments := []sobek.Value{valueOf(rt, given[0]), valueOf(rt, given[1]), valueOf(rt, given[2]), rt.ToValue(m.exchanges)}
		made, err := worker.begin(sobek.Undefined(), arguments...)
		if err != nil {
			return err
		}
		if isAbsent(made) {
			return nil
		}
		m.exchanges++
		begun.turn = made.ToObject(rt)
		if call, err = worker.callOf(begun.turn, m.vu.State()); err != nil {
			return errors.Join(err, worker.leaveTurn(begun.turn))
		}
		return nil
	})
	return begun, call, err
}

func (w *worker) leaveTurn(turn *sobek.Object) error {
	_, err := w.leave(sobek.Undefined(), turn)
	return err
}

// callOf is the call that a turn wants: its request, with parameters that are read once if they are the same object again.
func (w *worker) callOf(turn *sobek.Object, state *lib.State) (*exchange.Call, error) {
	rt := w.of.runtime
	if given := turn.Get("params"); given != w.given || w.params == nil {
		params, err := w.own.readCaptureParams(given)
		if err != nil {
			return nil, err
		}
		w.given, w.params = given, params
	}
	if isAbsent(turn.Get("request")) {
		return nil, wrong("request", turn.Get("request"), "an object with url, method, headers and body")
	}
	params, request := *w.params, turn.Get("request").ToObject(rt)
	if err := w.own.addCaptureParams(&params, request, []string{"method", "headers", "body"}); err != nil {
		return nil, err
	}
	url, err := stringOf("url", orUndefined(request.Get("url")))
	if err != nil {
		return nil, err
	}
	return params.callTo(url, rt, state)
}

// measure gives the exchange with its meaning, an object of the worker's. What follows in the same turn finds all that it
// needs at hand still.
func (a *asked) measure(
	outcome *exchange.Outcome, call *exchange.Call, then func(measured *sobek.Object) error,
) (measured *sobek.Object, err error) {
	err = a.worker.turn(a.vu, func(rt *sobek.Runtime) error {
		result, err := a.worker.measure(sobek.Undefined(), a.turn, captureResult(objects{rt, true}, outcome, call.Reading.Keep))
		if err != nil {
			return errors.Join(err, a.worker.leaveTurn(a.turn))
		}
		measured = result.ToObject(rt)
		if then == nil {
			return nil
		}
		return then(measured)
	})
	return measured, err
}

// recordAsIs is record where nobody looks, within the turn that measured.
func (a *asked) recordAsIs(measured *sobek.Object) error {
	return a.recordWith(measured, sobek.Undefined())
}

func (a *asked) recordWith(measured *sobek.Object, seen sobek.Value) error {
	_, err := a.worker.record(sobek.Undefined(), a.turn, measured, seen)
	return err
}

// record hands on what is to be recorded, and ends the exchange.
func (a *asked) record(measured *sobek.Object, seen sobek.Value) error {
	told, err := dataOf(seen)
	if err != nil {
		return errors.Join(err, a.leave())
	}
	return a.worker.turn(a.vu, func(rt *sobek.Runtime) error { return a.recordWith(measured, valueOf(rt, told)) })
}

// leave ends an exchange of which nothing can be recorded.
func (a *asked) leave() error {
	return a.worker.turn(a.vu, func(*sobek.Runtime) error { return a.worker.leaveTurn(a.turn) })
}
