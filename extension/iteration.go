package sse

import (
	"errors"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

var iterationShape = shapeOf("scenario", "sinceStartMs", "vu", "number")

// iteration is sse.iteration(): what k6/execution tells of a running iteration, in one look. Its accessors are made anew
// at each, which costs 15 µs a look, and holding them 1.5 kB an accessor in every VU.
func (m *ModuleInstance) iteration(sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.state("sse.iteration")
	scenario := lib.GetScenarioState(m.vu.Context())
	if scenario == nil {
		common.Throw(rt, errors.New("sse.iteration works in an iteration only, not in setup or teardown"))
	}
	about := objects{rt, m.gathers}.of(iterationShape)
	about.set("scenario", scenario.Name)
	about.set("sinceStartMs", float64(time.Since(scenario.StartTime).Nanoseconds())/float64(time.Millisecond))
	about.set("vu", state.VUIDGlobal)
	if number := state.GetScenarioGlobalVUIter; number != nil {
		about.set("number", number())
	}
	return about.object
}

// tag is sse.tag(tags): tags of the VU, on all samples from now on; undefined takes one away.
func (m *ModuleInstance) tag(call sobek.FunctionCall) sobek.Value {
	rt, state := m.vu.Runtime(), m.state("sse.tag")
	if isAbsent(call.Argument(0)) {
		throwTypeError(rt, "sse.tag", wrong("tags", call.Argument(0), "an object of texts by tag"))
	}
	given := call.Argument(0).ToObject(rt)
	state.Tags.Modify(func(tags *metrics.TagsAndMeta) {
		for _, name := range given.Keys() {
			if value := given.Get(name); sobek.IsUndefined(value) {
				tags.DeleteTag(name)
			} else {
				tags.SetTag(name, value.String())
			}
		}
	})
	return sobek.Undefined()
}
