package sse

import (
	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/store"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/js/modules"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// RootModule is one for the whole process; what VUs share lives here.
type RootModule struct {
	store *store.Store
	rules *rulesByText
}

// ModuleInstance is one VU's module.
type ModuleInstance struct {
	vu          modules.VU
	rules       *rulesCache
	exports     *sobek.Object
	events      *metrics.Metric
	interrupted *metrics.Metric
}

var (
	_ modules.Module   = &RootModule{}
	_ modules.Instance = &ModuleInstance{}
)

// New makes a module of its own: tests have one each, a k6 process has one.
func New() *RootModule { return &RootModule{store: store.New(), rules: newRulesByText()} }

// NewModuleInstance implements modules.Module.
func (r *RootModule) NewModuleInstance(vu modules.VU) modules.Instance {
	rt, registry := vu.Runtime(), vu.InitEnv().Registry
	instance := &ModuleInstance{
		vu:          vu,
		rules:       newRulesCache(r.rules),
		exports:     rt.NewObject(),
		events:      mustMetric(rt, registry, "sse_event"),
		interrupted: mustMetric(rt, registry, "sse_interrupted"),
	}
	for name, member := range map[string]any{
		"capture": instance.capture,
		"open":    instance.open,
		"shared":  newShared(rt, r.store),
		"k6":      k6Version(),
	} {
		if err := instance.exports.Set(name, member); err != nil {
			common.Throw(rt, err)
		}
	}
	return instance
}

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

func mustMetric(rt *sobek.Runtime, registry *metrics.Registry, name string) *metrics.Metric {
	metric, err := registry.NewMetric(name, metrics.Counter)
	if err != nil {
		common.Throw(rt, err)
	}
	return metric
}
