package sse

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/grafana/sobek"
)

// deepest is how deep data may be nested that go from one runtime to another; what holds itself has no end.
const deepest = 32

// data are what a value is made of, without its runtime: a text, another plain value, elements or fields.
type data any

type elements []data

type fields []struct {
	name  string
	value data
}

// dataOf copies what a value is made of. Functions are none of it.
func dataOf(value sobek.Value) (data, error) { return dataAt(value, 0) }

func dataAt(value sobek.Value, depth int) (data, error) {
	object, ok := value.(*sobek.Object)
	switch {
	case value == nil, ok && object.ClassName() == "Function":
		return sobek.Undefined(), nil
	case depth > deepest:
		return nil, errors.New("nested too deep, or in itself")
	case !ok:
		// A text may still be looked at by its own runtime; other plain values never change.
		if text, ok := value.Export().(string); ok {
			return text, nil
		}
		return value, nil
	}
	if shared := sharedBehind(object); shared != nil {
		return shared, nil
	}
	if object.ClassName() == "Array" {
		return elementsOf(object, depth)
	}
	var copied fields
	for _, name := range object.Keys() {
		part, err := dataAt(object.Get(name), depth+1)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		copied = append(copied, struct {
			name  string
			value data
		}{name, part})
	}
	return copied, nil
}

func elementsOf(array *sobek.Object, depth int) (data, error) {
	var copied elements
	for i := range array.Get("length").ToInteger() {
		part, err := dataAt(array.Get(strconv.FormatInt(i, 10)), depth+1)
		if err != nil {
			return nil, err
		}
		copied = append(copied, part)
	}
	return copied, nil
}

// valueOf makes a value of data.
func valueOf(rt *sobek.Runtime, of data) sobek.Value {
	switch of := of.(type) {
	case sobek.Value:
		return of
	case *sharedObject, sharedList:
		return shownData(rt, of)
	case elements:
		parts := make([]any, len(of))
		for i, part := range of {
			parts[i] = valueOf(rt, part)
		}
		return rt.NewArray(parts...)
	case fields:
		object := newBuilder(rt)
		for _, field := range of {
			object.set(field.name, valueOf(rt, field.value))
		}
		return object.object
	default:
		return rt.ToValue(of)
	}
}

// lentObject shows an object of a worker to a VU, and copies what the VU looks at: of forty fields most VUs read two.
type lentObject struct {
	worker *worker
	object *sobek.Object
	rt     *sobek.Runtime
	// seen are the fields that were looked at, or set by the VU.
	seen map[string]sobek.Value
}

func lend(rt *sobek.Runtime, worker *worker, object *sobek.Object) *sobek.Object {
	return rt.NewDynamicObject(&lentObject{worker: worker, object: object, rt: rt})
}

// Get implements sobek.DynamicObject.
func (l *lentObject) Get(name string) sobek.Value {
	if value, ok := l.seen[name]; ok {
		return value
	}
	l.worker.mu.Lock()
	found := l.object.Get(name)
	of, err := dataOf(found)
	l.worker.mu.Unlock()
	if err != nil {
		throwTypeError(l.rt, name, err)
	}
	if found == nil {
		return nil
	}
	value := valueOf(l.rt, of)
	l.Set(name, value)
	return value
}

// Set implements sobek.DynamicObject.
func (l *lentObject) Set(name string, value sobek.Value) bool {
	if l.seen == nil {
		l.seen = map[string]sobek.Value{}
	}
	l.seen[name] = value
	return true
}

// Has implements sobek.DynamicObject.
func (l *lentObject) Has(name string) bool { return l.Get(name) != nil }

// Delete implements sobek.DynamicObject: a field reads as undefined from then on.
func (l *lentObject) Delete(name string) bool { return l.Set(name, sobek.Undefined()) }

// Keys implements sobek.DynamicObject.
func (l *lentObject) Keys() []string {
	l.worker.mu.Lock()
	defer l.worker.mu.Unlock()
	keys := l.object.Keys()
	for name := range l.seen {
		if l.object.Get(name) == nil {
			keys = append(keys, name)
		}
	}
	return keys
}
