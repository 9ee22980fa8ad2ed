package sse

import (
	"errors"
	"fmt"
	"time"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/schedule"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/lib"
)

// defineSchedule is sse.defineSchedule(name, times).
func (m *ModuleInstance) defineSchedule(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("name", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineSchedule", err)
	}
	var at []time.Duration
	rt.ForOf(call.Argument(1), func(given sobek.Value) bool {
		milliseconds, ok := numberOf(given)
		if !ok || milliseconds < 0 || milliseconds > maxTimeout {
			throwTypeError(rt, "sse.defineSchedule", wrong("time", given, "a number of milliseconds of at least 0"))
		}
		next := time.Duration(milliseconds * float64(time.Millisecond))
		if len(at) > 0 && next < at[len(at)-1] {
			throwTypeError(rt, "sse.defineSchedule", wrong("time", given, fmt.Sprintf("none before the %s that came before it", at[len(at)-1])))
		}
		at = append(at, next)
		return true
	})
	m.schedules.put(name, schedule.New(at))
	return sobek.Undefined()
}

// nextArrival is sse.nextArrival(name).
func (m *ModuleInstance) nextArrival(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	m.state("sse.nextArrival")
	defined, err := m.schedules.find("name", call.Argument(0), "sse.defineSchedule")
	if err != nil {
		throwTypeError(rt, "sse.nextArrival", err)
	}
	scenario := lib.GetScenarioState(m.vu.Context())
	if scenario == nil {
		common.Throw(rt, errors.New("sse.nextArrival works in an iteration only, not in setup or teardown"))
	}
	arrival, err := defined.Next(m.vu.Context(), scenario.StartTime)
	if err != nil {
		return m.leave()
	}
	return rt.ToValue(arrival)
}
