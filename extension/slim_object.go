package sse

import (
	"slices"

	"github.com/grafana/sobek"
)

// shape is what a slim object may hold: the names of its fields.
type shape struct {
	names []string
	// at is where they are, made for those of many fields only.
	at map[string]int
}

// fewFields are found sooner by looking at each.
const fewFields = 8

func shapeOf(names ...string) *shape {
	made := &shape{names: names}
	if len(names) > fewFields {
		made.at = make(map[string]int, len(names))
		for i, name := range names {
			made.at[name] = i
		}
	}
	return made
}

func (s *shape) find(name string) int {
	if s.at == nil {
		return slices.Index(s.names, name)
	}
	if i, found := s.at[name]; found {
		return i
	}
	return -1
}

// slimObject holds fields in a row, where a plain object of JavaScript's holds a map that is made anew as it
// grows. It inherits nothing, so that a field which is absent is not looked for elsewhere. What leaves a
// worker is copied to a plain one.
type slimObject struct {
	*shape
	// values are nil where the field is absent.
	values []sobek.Value
	// isOpen takes fields of any name; its shape is its own.
	isOpen bool
}

func (s *slimObject) on(rt *sobek.Runtime) *sobek.Object {
	object := rt.NewDynamicObject(s)
	_ = object.SetPrototype(nil)
	return object
}

func newSlim(of *shape) *slimObject {
	return &slimObject{shape: of, values: make([]sobek.Value, len(of.names))}
}

// newOpenSlim is for a few fields whose names are not known.
func newOpenSlim() *slimObject { return &slimObject{shape: &shape{}, isOpen: true} }

// Get implements sobek.DynamicObject.
func (s *slimObject) Get(name string) sobek.Value {
	if i := s.find(name); i >= 0 {
		return s.values[i]
	}
	return nil
}

// Has implements sobek.DynamicObject.
func (s *slimObject) Has(name string) bool { return s.Get(name) != nil }

// Set implements sobek.DynamicObject: false, which throws, for a field that is none of its shape.
func (s *slimObject) Set(name string, value sobek.Value) bool {
	i := s.find(name)
	switch {
	case i >= 0:
		s.values[i] = value
	case s.isOpen:
		s.names, s.values = append(s.names, name), append(s.values, value)
	}
	return i >= 0 || s.isOpen
}

// Delete implements sobek.DynamicObject.
func (s *slimObject) Delete(name string) bool {
	if i := s.find(name); i >= 0 {
		s.values[i] = nil
	}
	return true
}

// Keys implements sobek.DynamicObject.
func (s *slimObject) Keys() []string {
	keys := make([]string, 0, len(s.names))
	for i, name := range s.names {
		if s.values[i] != nil {
			keys = append(keys, name)
		}
	}
	return keys
}

// objects is sse.objects(fields): a function that makes slim objects with these fields.
func (m *ModuleInstance) objects(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	var names []string
	rt.ForOf(call.Argument(0), func(name sobek.Value) bool {
		names = append(names, name.String())
		return true
	})
	of := shapeOf(names...)
	return rt.ToValue(func(sobek.FunctionCall) sobek.Value { return newSlim(of).on(rt) })
}
