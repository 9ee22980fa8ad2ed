package sse

import (
	"slices"

	"github.com/grafana/sobek"
)

// lazyObject makes each member when it is first asked for: every VU holds these objects, and a function weighs 1.5 kB.
type lazyObject struct {
	// names are sorted.
	names []string
	// of makes a member of these names.
	of   func(name string) sobek.Value
	made map[string]sobek.Value
}

func newLazyObject(rt *sobek.Runtime, names []string, of func(name string) sobek.Value) *sobek.Object {
	return rt.NewDynamicObject(&lazyObject{names: names, of: of})
}

// Get implements sobek.DynamicObject.
func (l *lazyObject) Get(name string) sobek.Value {
	if member, ok := l.made[name]; ok {
		return member
	}
	if !l.Has(name) {
		return nil
	}
	if l.made == nil {
		l.made = map[string]sobek.Value{}
	}
	l.made[name] = l.of(name)
	return l.made[name]
}

// Has implements sobek.DynamicObject.
func (l *lazyObject) Has(name string) bool {
	_, found := slices.BinarySearch(l.names, name)
	return found
}

// Keys implements sobek.DynamicObject.
func (l *lazyObject) Keys() []string { return l.names }

// Set implements sobek.DynamicObject: what all VUs share is nobody's to replace.
func (l *lazyObject) Set(string, sobek.Value) bool { return false }

// Delete implements sobek.DynamicObject.
func (l *lazyObject) Delete(string) bool { return false }
