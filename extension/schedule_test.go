package sse

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/lib"
)

func TestArrivalsOfAScheduleAreHandedToIterationsOfAllVUs(t *testing.T) {
	t.Parallel()
	module := New()
	started := &lib.ScenarioState{Name: "poisson", StartTime: time.Now().Add(-time.Hour)}
	newVUOf(t, module).run(`sse.defineSchedule('arrivals', [0, 1.5, 1.5])`)
	taken := []any{}
	for range 2 {
		vu := newVUOf(t, module)
		vu.runtime.VU.CtxField = lib.WithScenarioState(vu.runtime.VU.CtxField, started)
		taken = append(taken, vu.run(`return sse.nextArrival('arrivals')`), vu.run(`return sse.nextArrival('arrivals')`))
	}
	require.Equal(t, []any{0.0, 1.0, 2.0, -1.0}, taken)
}

func TestAScheduleThatCannotBeIsThrownWithTheValueSeen(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for script, want := range map[string]string{
		`sse.defineSchedule('a', [1, 0])`:                   `time: expected none before the 1ms that came before it, got 0`,
		`sse.defineSchedule('a', [-1])`:                     `time: expected a number of milliseconds of at least 0, got -1`,
		`sse.defineSchedule('a', ['1'])`:                    `time: expected a number of milliseconds of at least 0, got "1"`,
		`sse.defineSchedule(1, [])`:                         `name: expected a string, got 1`,
		`sse.nextArrival('none')`:                           `name: expected a name that sse.defineSchedule was given, got "none"`,
		`sse.defineSchedule('a', []); sse.nextArrival('a')`: `not in setup or teardown`,
	} {
		require.Contains(t, vu.thrown(script), want, script)
	}
}
