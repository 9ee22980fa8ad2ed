package sse

import (
	"fmt"
	"math"
	"strconv"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
)

// throwTypeError ends the JS call: what a script does wrong is an exception, what a peer does is a value.
func throwTypeError(rt *sobek.Runtime, member string, err error) {
	panic(rt.NewTypeError("%s: %s", member, err.Error()))
}

// wrong says what was given for a parameter and what is accepted.
func wrong(name string, got sobek.Value, accepted string) error {
	return fmt.Errorf("%s: expected %s, got %s", name, accepted, shown(got))
}

// shown is a value as an error text may hold it: short, and no more of a string than its beginning.
func shown(value sobek.Value) string {
	if value == nil {
		return "undefined"
	}
	if got, ok := value.Export().(string); ok {
		if len(got) > 60 {
			got = got[:60] + "…"
		}
		return strconv.Quote(got)
	}
	if object, ok := value.(*sobek.Object); ok {
		return "a value of class " + object.ClassName()
	}
	return value.String()
}

func isAbsent(value sobek.Value) bool { return common.IsNullish(value) }

func stringOf(name string, value sobek.Value) (string, error) {
	if text, ok := value.Export().(string); ok {
		return text, nil
	}
	return "", wrong(name, value, "a string")
}

// numberOf refuses what JavaScript would turn into a number, such as "12": a string there is a mistake elsewhere.
func numberOf(value sobek.Value) (float64, bool) {
	if value == nil {
		return 0, false
	}
	switch number := value.Export().(type) {
	case int64:
		return float64(number), true
	case float64:
		return number, !math.IsNaN(number)
	}
	return 0, false
}
