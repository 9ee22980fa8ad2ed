package sse

import (
	"encoding/binary"
	"math"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
)

// builder makes a JS object. A Go value behind a proxy would show every absent field as 0 or ”.
type builder struct {
	rt     *sobek.Runtime
	object *sobek.Object
	// slim is what object is made of, nil where it is a plain one.
	slim *slimObject
}

func newBuilder(rt *sobek.Runtime) builder { return builder{rt: rt, object: rt.NewObject()} }

func newSlimBuilder(rt *sobek.Runtime, slim *slimObject) builder {
	return builder{rt: rt, object: slim.on(rt), slim: slim}
}

func (b builder) set(name string, value any) {
	if b.slim != nil {
		b.slim.Set(name, b.rt.ToValue(value))
		return
	}
	// A plain object takes every property; an error here is a frozen prototype of the script's making.
	if err := b.object.Set(name, value); err != nil {
		common.Throw(b.rt, err)
	}
}

func (b builder) setUnlessEmpty(name, value string) {
	if value != "" {
		b.set(name, value)
	}
}

func setIfThere[T any](b builder, name string, value *T) {
	if value != nil {
		b.set(name, *value)
	}
}

func stringsOf(rt *sobek.Runtime, values []string) sobek.Value {
	elements := make([]any, len(values))
	for i, value := range values {
		elements[i] = value
	}
	return rt.NewArray(elements...)
}

// float64Array makes a Float64Array with memory of its own.
func float64Array(rt *sobek.Runtime, values []float64) sobek.Value {
	memory := make([]byte, 0, 8*len(values))
	for _, value := range values {
		// Typed arrays are in the byte order of the machine.
		memory = binary.NativeEndian.AppendUint64(memory, math.Float64bits(value))
	}
	array, err := rt.New(rt.GlobalObject().Get("Float64Array"), rt.ToValue(rt.NewArrayBuffer(memory)))
	if err != nil {
		common.Throw(rt, err)
	}
	return array
}
