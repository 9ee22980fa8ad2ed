package rules

import (
	"bytes"
	"unsafe"

	"github.com/tidwall/gjson"
)

// Span is a part of a frame, in bytes.
type Span struct{ From, To int }

// VariableText finds the text of the only piece of a frame in which nothing else was found that could differ with it.
// A frame that is the same but for this text therefore tells the same but for this text. It says false where that
// cannot be told.
func (l *Lookup) VariableText(data []byte) (channel int, text Span, ok bool) {
	piece, channel := l.onlyPiece()
	if piece == nil || !l.tellsNoMore() {
		return 0, Span{}, false
	}
	text, ok = spanOf(piece, data)
	if !ok || bytes.IndexByte(data[text.From:text.To], '\\') >= 0 {
		return 0, Span{}, false
	}
	return channel, text, !l.dependsOn(piece)
}

func (l *Lookup) onlyPiece() (found *gjson.Result, channel int) {
	count := 0
	for i := range l.set.pieces {
		piece := &l.set.pieces[i]
		l.each(&piece.field, func(value *gjson.Result) bool {
			if isText(value) {
				found, channel = value, piece.channel
				count++
			}
			return false
		})
	}
	if count != 1 {
		return nil, 0
	}
	return found, channel
}

// tellsNoMore allows what repeats without meaning anything: the model, and extras.
func (l *Lookup) tellsNoMore() bool {
	return l.Finish() == "" && l.Usage() == "" && !l.HasError() && l.Count() == 0 && !l.IsEnd()
}

// dependsOn tells whether any finding or condition looks at the text itself, or at something that holds it.
func (l *Lookup) dependsOn(text *gjson.Result) bool {
	if overlap(l.first(l.set.model, isText), text) {
		return true
	}
	for number := range l.set.extra {
		if overlap(l.first(l.set.extra[number:number+1], isPresent), text) {
			return true
		}
	}
	for _, test := range l.set.comparisons {
		if l.compares(test, text) {
			return true
		}
	}
	return false
}

// compares tells whether a condition compares the text. Conditions that ask for presence do not change with it: it is
// never empty.
func (l *Lookup) compares(test comparison, text *gjson.Result) bool {
	slots, size := l.frame, len(l.frame)
	if test.list >= 0 {
		slots, size = l.lists[test.list], l.set.lists[test.list].size
	}
	for ; len(slots) > 0; slots = slots[size:] {
		if overlap(&slots[test.slot], text) {
			return true
		}
	}
	return false
}

// spanOf gives the place of a string's text, without its quotes.
func spanOf(value *gjson.Result, data []byte) (Span, bool) {
	if len(value.Raw) < 2 {
		return Span{}, false
	}
	from := int(startOf(value.Raw)-uintptr(unsafe.Pointer(unsafe.SliceData(data)))) + 1
	to := from + len(value.Raw) - 2
	return Span{from, to}, from > 0 && to < len(data)
}

func overlap(a, b *gjson.Result) bool {
	if a.Raw == "" || b.Raw == "" {
		return false
	}
	return startOf(a.Raw) < startOf(b.Raw)+uintptr(len(b.Raw)) && startOf(b.Raw) < startOf(a.Raw)+uintptr(len(a.Raw))
}

// startOf is only ever compared with others of the same frame, which does not move meanwhile.
func startOf(text string) uintptr { return uintptr(unsafe.Pointer(unsafe.StringData(text))) }
