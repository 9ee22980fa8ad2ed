package sse

import (
	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/errext"
	"go.k6.io/k6/v2/lib"
)

// abort is sse.abort(reason): ends the test as k6/execution's test.abort does, also where a worker says so.
func (m *ModuleInstance) abort(call sobek.FunctionCall) sobek.Value {
	vu := m.vu
	if of, ok := vu.(*borrowed); ok {
		vu = of.VU
	}
	vu.Runtime().Interrupt(&errext.InterruptError{Reason: errext.AbortTest + ": " + call.Argument(0).String()})
	return sobek.Undefined()
}

// segment is sse.segment(): the part of the test that this process runs, such as "0:1/2"; undefined for the whole.
func (m *ModuleInstance) segment(sobek.FunctionCall) sobek.Value {
	m.state("sse.segment")
	if state := lib.GetExecutionState(m.vu.Context()); state != nil {
		if segment := state.Test.Options.ExecutionSegment; segment != nil {
			return m.vu.Runtime().ToValue(segment.String())
		}
	}
	return sobek.Undefined()
}
