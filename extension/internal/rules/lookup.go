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

// NewLookup makes the memory for one exchange.
func NewLookup(set *Set) *Lookup {
	return &Lookup{set: set, frame: make([]gjson.Result, set.frame.size), lists: make([][]gjson.Result, len(set.lists))}
}

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
func (l *Lookup) each(f *field, take func(value gjson.Result) bool) bool {
	if f.list < 0 {
		value, ok := f.in(l.frame)
		return ok && take(value)
	}
	slots, size := l.lists[f.list], l.set.lists[f.list].size
	for ; len(slots) > 0; slots = slots[size:] {
		if value, ok := f.in(slots[:size]); ok && take(value) {
			return true
		}
	}
	return false
}

// first gives the first fitting value by the order of the rules, then of the elements.
func (l *Lookup) first(fields []field, fits func(gjson.Result) bool) (found gjson.Result) {
	for i := range fields {
		if l.each(&fields[i], func(value gjson.Result) bool {
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
