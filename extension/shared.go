package sse

import (
	"errors"
	"math"

	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/store"
)

// newShared makes `sse.shared` over the store of the process.
func newShared(rt *sobek.Runtime, store *store.Store) *sobek.Object {
	shared := newBuilder(rt)
	for name, member := range map[string]func(arguments sharedArguments) sobek.Value{
		"add": func(a sharedArguments) sobek.Value {
			sum, err := store.Add(a.name(), a.finite(1, "delta"))
			a.check(err)
			return rt.ToValue(sum)
		},
		"get": func(a sharedArguments) sobek.Value { return rt.ToValue(store.Get(a.name())) },
		"tryAdd": func(a sharedArguments) sobek.Value {
			return rt.ToValue(store.TryAdd(a.name(), a.finite(1, "delta"), a.number(2, "max")))
		},
		"observe": func(a sharedArguments) sobek.Value {
			value := a.finite(1, "value")
			if value < 0 {
				a.check(wrong("value", a.call.Argument(1), "a number of at least 0"))
			}
			a.check(store.Observe(a.name(), value))
			return sobek.Undefined()
		},
		"quantile": func(a sharedArguments) sobek.Value {
			q := a.finite(1, "q")
			if q < 0 || q > 1 {
				a.check(wrong("q", a.call.Argument(1), "a number from 0 to 1"))
			}
			if value, ok := store.Quantile(a.name(), q); ok {
				return rt.ToValue(value)
			}
			return sobek.Undefined()
		},
		"count": func(a sharedArguments) sobek.Value { return rt.ToValue(store.Count(a.name())) },
		"append": func(a sharedArguments) sobek.Value {
			text, err := stringOf("text", a.call.Argument(1))
			a.check(err)
			return rt.ToValue(store.Append(a.name(), text, int(a.finite(2, "max"))))
		},
		"list": func(a sharedArguments) sobek.Value {
			list := store.List(a.name())
			texts := make([]any, len(list))
			for i, text := range list {
				texts[i] = text
			}
			return rt.NewArray(texts...)
		},
	} {
		shared.set(name, func(call sobek.FunctionCall) sobek.Value {
			return member(sharedArguments{rt, "sse.shared." + name, call})
		})
	}
	return shared.object
}

// sharedArguments reads the arguments of one call and throws if one is wrong.
type sharedArguments struct {
	rt     *sobek.Runtime
	member string
	call   sobek.FunctionCall
}

func (a sharedArguments) check(err error) {
	if err != nil {
		throwTypeError(a.rt, a.member, err)
	}
}

func (a sharedArguments) name() string {
	name, err := stringOf("name", a.call.Argument(0))
	a.check(err)
	if name == "" {
		a.check(errors.New("name: expected a string that is not empty"))
	}
	return name
}

func (a sharedArguments) number(position int, name string) float64 {
	number, ok := numberOf(a.call.Argument(position))
	if !ok {
		a.check(wrong(name, a.call.Argument(position), "a number"))
	}
	return number
}

func (a sharedArguments) finite(position int, name string) float64 {
	number := a.number(position, name)
	if math.IsInf(number, 0) {
		a.check(wrong(name, a.call.Argument(position), "a finite number"))
	}
	return number
}
