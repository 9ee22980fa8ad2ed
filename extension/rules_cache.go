package sse

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

// rulesByText shares compiled rules among all VUs: they are the same text in each.
type rulesByText struct {
	mu   sync.Mutex
	sets map[string]*rules.Set
}

// maxTexts bounds the memory of a script that makes new rules for each call.
const maxTexts = 64

func newRulesByText() *rulesByText { return &rulesByText{sets: map[string]*rules.Set{}} }

func (r *rulesByText) compile(text []byte) (*rules.Set, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if known := r.sets[string(text)]; known != nil {
		return known, nil
	}
	set, err := rules.Compile(text)
	if err != nil {
		return nil, err
	}
	if len(r.sets) >= maxTexts {
		clear(r.sets)
	}
	r.sets[string(text)] = set
	return set, nil
}

// rulesCache knows one VU's rules by the identity of their object: to turn a big object into text for each exchange
// would cost more than the lookups. Rules that are changed after their first use are therefore not seen.
type rulesCache struct {
	shared *rulesByText
	recent []knownRules
}

type knownRules struct {
	object *sobek.Object
	set    *rules.Set
}

// maxRecent is small because each entry keeps an object alive and a script has one or two.
const maxRecent = 8

func newRulesCache(shared *rulesByText) *rulesCache { return &rulesCache{shared: shared} }

// rulesOf reads a parameter: an object of rules, or the name of defined ones.
func (m *ModuleInstance) rulesOf(name string, given sobek.Value) (*rules.Set, error) {
	if object, ok := given.(*sobek.Object); ok {
		set, err := m.rules.compile(object)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return set, nil
	}
	if _, ok := given.Export().(string); !ok {
		return nil, wrong(name, given, "an object of frame rules, or the name of defined ones")
	}
	return m.namedRules.find(name, given, "sse.defineRules")
}

func (c *rulesCache) compile(object *sobek.Object) (*rules.Set, error) {
	for _, known := range c.recent {
		if known.object == object {
			return known.set, nil
		}
	}
	text, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	set, err := c.shared.compile(text)
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	if len(c.recent) >= maxRecent {
		c.recent = slices.Delete(c.recent, 0, 1)
	}
	c.recent = append(c.recent, knownRules{object, set})
	return set, nil
}

// defineRules is sse.defineRules(name, rules).
func (m *ModuleInstance) defineRules(call sobek.FunctionCall) sobek.Value {
	name, err := stringOf("name", call.Argument(0))
	if err == nil {
		object, ok := call.Argument(1).(*sobek.Object)
		if !ok {
			err = wrong("rules", call.Argument(1), "an object of frame rules")
		} else if set, failure := m.rules.compile(object); failure != nil {
			err = fmt.Errorf("rules: %w", failure)
		} else {
			m.namedRules.put(name, set)
		}
	}
	if err != nil {
		throwTypeError(m.vu.Runtime(), "sse.defineRules", err)
	}
	return sobek.Undefined()
}
