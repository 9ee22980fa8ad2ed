package sse

import (
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

func (c *rulesCache) compile(object *sobek.Object) (*rules.Set, error) {
	for _, known := range c.recent {
		if known.object == object {
			return known.set, nil
		}
	}
	text, err := object.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("frames: %w", err)
	}
	set, err := c.shared.compile(text)
	if err != nil {
		return nil, fmt.Errorf("frames: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if len(c.recent) >= maxRecent {
		c.recent = slices.Delete(c.recent, 0, 1)
	}
	c.recent = append(c.recent, knownRules{object, set})
	return set, nil
}
