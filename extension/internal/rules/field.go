package rules

import (
	"encoding/json"
	"fmt"

	"github.com/tidwall/gjson"
)

// field is a compiled rule: slots instead of paths.
type field struct {
	// list is the index of the element scope that the slots belong to, -1 for the frame itself.
	list         int
	slot         int
	when, unless *test
}

// test is a compiled condition.
type test struct {
	slot int
	// is is nil if presence is asked for.
	is *gjson.Result
}

func (t *test) holds(slots []gjson.Result) bool {
	value := &slots[t.slot]
	if t.is == nil {
		return isPresent(value)
	}
	if value.Type != t.is.Type || !value.Exists() {
		return false
	}
	switch value.Type {
	case gjson.String:
		return value.Str == t.is.Str
	case gjson.Number:
		return value.Num == t.is.Num
	default:
		return true
	}
}

// in gives the value of the rule in one scope's slots, nil if there is none.
func (f *field) in(slots []gjson.Result) *gjson.Result {
	value := &slots[f.slot]
	if !value.Exists() || (f.when != nil && !f.when.holds(slots)) || (f.unless != nil && f.unless.holds(slots)) {
		return nil
	}
	return value
}

func compileTest(condition *condition, in *scope) (*test, error) {
	if condition == nil {
		return nil, nil
	}
	keys, err := splitPath(condition.Path)
	if err != nil {
		return nil, err
	}
	compiled := &test{slot: in.slotOf(keys)}
	if len(condition.Is) > 0 {
		is := gjson.ParseBytes(condition.Is)
		if is.Type == gjson.JSON || is.Type == gjson.Null {
			return nil, fmt.Errorf("is: expected a string, number or boolean, got %s", json.RawMessage(condition.Is))
		}
		compiled.is = &is
	}
	return compiled, nil
}

// isPresent is the function of that name in frame-rules.ts.
func isPresent(value *gjson.Result) bool {
	switch value.Type {
	case gjson.String:
		return value.Str != ""
	case gjson.Number:
		return value.Num != 0
	case gjson.True:
		return true
	case gjson.JSON:
		for _, b := range []byte(value.Raw[1:]) {
			if b > ' ' {
				return b != '}' && b != ']'
			}
		}
	}
	return false
}
