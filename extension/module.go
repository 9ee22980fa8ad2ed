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
	store     *store.Store
	rules     *rulesByText
	metrics   *metricTable
	schedules *schedules
}

// ModuleInstance is one VU's module.
type ModuleInstance struct {
	vu          modules.VU
	rules       *rulesCache
	metrics     *metricTable
	schedules   *schedules
	exports     *sobek.Object
	events      *metrics.Metric
	interrupted *metrics.Metric
}

var (
	_ modules.Module   = &RootModule{}
	_ modules.Instance = &ModuleInstance{}
)

// New makes a module of its own: tests have one each, a k6 process has one.
func New() *RootModule {
	return &RootModule{store: store.New(), rules: newRulesByText(), metrics: newMetricTable(), schedules: newSchedules()}
}

// NewModuleInstance implements modules.Module.
func (r *RootModule) NewModuleInstance(vu modules.VU) modules.Instance {
	rt, registry := vu.Runtime(), vu.InitEnv().Registry
	instance := &ModuleInstance{
		vu:          vu,
		rules:       newRulesCache(r.rules),
		metrics:     r.metrics,
		schedules:   r.schedules,
		events:      mustMetric(rt, registry, "sse_event"),
		interrupted: mustMetric(rt, registry, "sse_interrupted"),
	}
	instance.exports = newLazyObject(rt, memberNames, func(name string) sobek.Value {
		switch name {
		case "capture":
			return rt.ToValue(instance.capture)
		case "defineMetrics":
			return rt.ToValue(instance.defineMetrics)
		case "defineRules":
			return rt.ToValue(instance.defineRules)
		case "defineSchedule":
			return rt.ToValue(instance.defineSchedule)
		case "emit":
			return rt.ToValue(instance.emit)
		case "iteration":
			return rt.ToValue(instance.iteration)
		case "k6":
			return rt.ToValue(k6Version())
		case "nextArrival":
			return rt.ToValue(instance.nextArrival)
		case "open":
			return rt.ToValue(instance.open)
		case "tag":
			return rt.ToValue(instance.tag)
		default:
			return newShared(rt, r.store)
		}
	})
	return instance
}

var memberNames = []string{"capture", "defineMetrics", "defineRules", "defineSchedule", "emit", "iteration", "k6", "nextArrival", "open", "shared", "tag"}

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
