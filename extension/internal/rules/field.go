package rules

import (
	"errors"
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
	// is has the accepted values, none if presence is asked for.
	is []gjson.Result
}

func (t *test) holds(slots []gjson.Result) bool {
	value := &slots[t.slot]
	if t.is == nil {
		return isPresent(value)
	}
	for i := range t.is {
		if equal(value, &t.is[i]) {
			return true
		}
	}
	return false
}

// equal compares a value of a frame with a scalar.
func equal(value, scalar *gjson.Result) bool {
	if value.Type != scalar.Type {
		return false
	}
	switch value.Type {
	case gjson.String:
		return value.Str == scalar.Str
	case gjson.Number:
		return value.Num == scalar.Num
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
		if compiled.is, err = accepted(gjson.ParseBytes(condition.Is)); err != nil {
			return nil, fmt.Errorf("is: %w", err)
		}
	}
	return compiled, nil
}

// accepted gives the scalars of a list, or the only one.
func accepted(is gjson.Result) ([]gjson.Result, error) {
	scalars := []gjson.Result{is}
	if is.IsArray() {
		scalars = is.Array()
	}
	if len(scalars) == 0 {
		return nil, errors.New("expected at least one value, got []")
	}
	for _, scalar := range scalars {
		if scalar.Type == gjson.JSON || scalar.Type == gjson.Null {
			return nil, fmt.Errorf("expected a string, number or boolean, or a list of them, got %s", is.Raw)
		}
	}
	return scalars, nil
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
