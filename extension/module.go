package sse

import (
	"maps"
	"slices"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
	"github.com/k6-llm/k6-llm/extension/internal/schedule"
	"github.com/k6-llm/k6-llm/extension/internal/store"
	"github.com/k6-llm/k6-llm/extension/internal/wire"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/js/modules"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// process is what all VUs share.
type process struct {
	store       *store.Store
	rulesByText *rulesByText
	// namedRules are those of sse.defineRules: a VU that uses them holds a name and no object.
	namedRules *named[*rules.Set]
	// metrics are those of sse.defineMetrics. k6's own way, an object for each metric in each VU, weighs 1.5 kB a metric,
	// and each sample goes through it alone.
	metrics *named[*metrics.Metric]
	// lists are those of sse.defineSamples.
	lists     *named[[]*metrics.Metric]
	schedules *named[*schedule.Schedule]
	// records are those of sse.defineRecord.
	records *named[[]recordField]
	// data are those of sse.defineData.
	data    *named[sharedData]
	workers *workers
	// exportsOf makes what scripts import: a field, since members reach it.
	exportsOf func(m *ModuleInstance) *sobek.Object
}

// RootModule is one for the whole process.
type RootModule struct{ process }

// ModuleInstance is one VU's module.
type ModuleInstance struct {
	*process
	vu          modules.VU
	rules       *rulesCache
	exports     *sobek.Object
	events      *metrics.Metric
	interrupted *metrics.Metric
	// onWire says that the VU's transport is ours to read.
	onWire bool
	// exchanges that this VU asked a worker for.
	exchanges int
	// gathers says that this one is a worker's, which hands all samples of a turn to k6 together; waiting are those.
	gathers bool
	waiting metrics.Samples
}

var (
	_ modules.Module   = &RootModule{}
	_ modules.Instance = &ModuleInstance{}
)

// New makes a module of its own: tests have one each, a k6 process has one.
func New() *RootModule {
	return &RootModule{process{
		store:       store.New(),
		rulesByText: newRulesByText(),
		namedRules:  newNamed[*rules.Set](),
		metrics:     newNamed[*metrics.Metric](),
		lists:       newNamed[[]*metrics.Metric](),
		schedules:   newNamed[*schedule.Schedule](),
		records:     newNamed[[]recordField](),
		data:        newNamed[sharedData](),
		workers:     &workers{},
		exportsOf:   newExports,
	}}
}

// NewModuleInstance implements modules.Module.
func (r *RootModule) NewModuleInstance(vu modules.VU) modules.Instance {
	rt, registry := vu.Runtime(), vu.InitEnv().Registry
	instance := &ModuleInstance{
		process:     &r.process,
		vu:          vu,
		rules:       newRulesCache(r.rulesByText),
		events:      mustMetric(rt, registry, "sse_event"),
		interrupted: mustMetric(rt, registry, "sse_interrupted"),
	}
	instance.exports = instance.exportsOf(instance)
	return instance
}

func newExports(m *ModuleInstance) *sobek.Object {
	rt := m.vu.Runtime()
	return newLazyObject(rt, memberNames, func(name string) sobek.Value { return rt.ToValue(members[name](m)) })
}

var members = map[string]func(m *ModuleInstance) any{
	"abort":          func(m *ModuleInstance) any { return m.abort },
	"ask":            func(m *ModuleInstance) any { return m.ask },
	"capture":        func(m *ModuleInstance) any { return m.capture },
	"check":          func(m *ModuleInstance) any { return m.check },
	"data":           func(m *ModuleInstance) any { return m.dataNamed },
	"defineClient":   func(m *ModuleInstance) any { return m.defineClient },
	"defineData":     func(m *ModuleInstance) any { return m.defineData },
	"defineMetrics":  func(m *ModuleInstance) any { return m.defineMetrics },
	"defineRecord":   func(m *ModuleInstance) any { return m.defineRecord },
	"defineRules":    func(m *ModuleInstance) any { return m.defineRules },
	"defineSamples":  func(m *ModuleInstance) any { return m.defineSamples },
	"defineSchedule": func(m *ModuleInstance) any { return m.defineSchedule },
	"defineWorker":   func(m *ModuleInstance) any { return m.defineWorker },
	"emit":           func(m *ModuleInstance) any { return m.emit },
	"emitSamples":    func(m *ModuleInstance) any { return m.emitSamples },
	"iteration":      func(m *ModuleInstance) any { return m.iteration },
	"k6":             func(*ModuleInstance) any { return k6Version() },
	"nextArrival":    func(m *ModuleInstance) any { return m.nextArrival },
	"objects":        func(m *ModuleInstance) any { return m.objects },
	"open":           func(m *ModuleInstance) any { return m.open },
	"record":         func(m *ModuleInstance) any { return m.record },
	"segment":        func(m *ModuleInstance) any { return m.segment },
	"shared":         func(m *ModuleInstance) any { return newShared(m.vu.Runtime(), m.store) },
	"tag":            func(m *ModuleInstance) any { return m.tag },
}

var memberNames = slices.Sorted(maps.Keys(members))

// Exports implements modules.Instance.
func (m *ModuleInstance) Exports() modules.Exports { return modules.Exports{Default: m.exports} }

// state is the running VU's; calls in the init context throw, as those of k6/http do.
func (m *ModuleInstance) state(member string) *lib.State {
	state := m.vu.State()
	if state == nil {
		common.Throw(m.vu.Runtime(), common.NewInitContextError("using "+member+" in the init context is not supported"))
	}
	return state
}

// sendingState is state for what sends.
func (m *ModuleInstance) sendingState(member string) *lib.State {
	state := m.state(member)
	if !m.onWire {
		m.onWire = true
		wire.Use(state.Transport)
		announce()
	}
	return state
}

func mustMetric(rt *sobek.Runtime, registry *metrics.Registry, name string) *metrics.Metric {
	metric, err := registry.NewMetric(name, metrics.Counter)
	if err != nil {
		common.Throw(rt, err)
	}
	return metric
}
