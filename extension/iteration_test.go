package sse

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/lib"
)

func TestAnIterationKnowsItsPlaceInTheRun(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	vu.state.VUIDGlobal = 7
	vu.state.GetScenarioGlobalVUIter = func() uint64 { return 42 }
	vu.runtime.VU.CtxField = lib.WithScenarioState(vu.runtime.VU.CtxField,
		&lib.ScenarioState{Name: "ramp", StartTime: time.Now().Add(-time.Hour)})

	about := vu.run(`return sse.iteration()`).(map[string]any)

	require.Equal(t, "ramp", about["scenario"])
	require.Equal(t, 7.0, about["vu"])
	require.Equal(t, 42.0, about["number"])
	require.GreaterOrEqual(t, about["sinceStartMs"], float64(time.Hour.Milliseconds()))
}

func TestOutsideAnIterationThereIsNoPlaceToTell(t *testing.T) {
	t.Parallel()
	require.Contains(t, newVU(t).thrown(`sse.iteration()`), "not in setup or teardown")
}

func TestTagsOfTheVUAreOnAllThatFollows(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'tokens', kind: 'counter'}]`)
	vu.run(`sse.tag({phase: 'measured', window: '1'}); sse.emit({tokens: 1}); sse.tag({window: undefined}); sse.emit({tokens: 2})`)
	samples := vu.emitted()["tokens"]
	require.Equal(t, map[string]string{"phase": "measured", "window": "1"}, samples[0].Tags.Map())
	require.Equal(t, map[string]string{"phase": "measured"}, samples[1].Tags.Map())
	require.Contains(t, vu.thrown(`sse.tag()`), "tags: expected an object of texts by tag, got undefined")
}
