package rules

import (
	"unsafe"

	"github.com/tidwall/gjson"
)

// Lookup holds the places of one frame after another. Its values are views of the frame: they are gone with it.
type Lookup struct {
	set   *Set
	frame []gjson.Result
	lists [][]gjson.Result
}

// NewLookup makes the memory for the places of a set.
func NewLookup(set *Set) *Lookup {
	return &Lookup{set: set, frame: make([]gjson.Result, set.frame.size), lists: make([][]gjson.Result, len(set.lists))}
}

// Borrow gives a lookup for as long as one read is dealt with; Return takes it back. All streams of a process use the
// same few, which are therefore in the cache: with one for each of a hundred streams every frame found it cold.
func (s *Set) Borrow() *Lookup {
	if lookup, ok := s.lookups.Get().(*Lookup); ok {
		return lookup
	}
	return NewLookup(s)
}

// Return takes back what Borrow gave.
func (s *Set) Return(lookup *Lookup) { s.lookups.Put(lookup) }

// Read finds all places of a frame; it says false for a frame that is no JSON.
func (l *Lookup) Read(data []byte) bool {
	if !isJSON(data) {
		return false
	}
	// The frame outlives every use of the view, and nothing writes to it meanwhile: no copy per frame.
	text := unsafe.String(unsafe.SliceData(data), len(data))
	clear(l.frame)
	l.set.frame.root.fill(gjson.Parse(text), l.frame)
	for i := range l.set.lists {
		l.readList(i)
	}
	return true
}

func (l *Lookup) readList(i int) {
	list, slots := &l.set.lists[i], l.lists[i][:0]
	if array := l.frame[list.slot]; array.IsArray() {
		array.ForEach(func(_, element gjson.Result) bool {
			from := len(slots)
			for range list.size {
				slots = append(slots, gjson.Result{})
			}
			list.root.fill(element, slots[from:])
			return true
		})
	}
	l.lists[i] = slots
}

// each hands the values of a rule to take, in the order of the elements, until it says true: then so does each.
func (l *Lookup) each(f *field, take func(value *gjson.Result) bool) bool {
	if f.list < 0 {
		value := f.in(l.frame)
		return value != nil && take(value)
	}
	slots, size := l.lists[f.list], l.set.lists[f.list].size
	for ; len(slots) > 0; slots = slots[size:] {
		if value := f.in(slots[:size]); value != nil && take(value) {
			return true
		}
	}
	return false
}

// none is what a place that is not there holds.
var none gjson.Result

// first gives the first fitting value by the order of the rules, then of the elements.
func (l *Lookup) first(fields []field, fits func(*gjson.Result) bool) *gjson.Result {
	found := &none
	for i := range fields {
		if l.each(&fields[i], func(value *gjson.Result) bool {
			if !fits(value) {
				return false
			}
			found = value
			return true
		}) {
			break
		}
	}
	return found
}
