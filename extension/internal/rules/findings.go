package rules

import (
	"math"

	"github.com/tidwall/gjson"
)

// Pieces hands over every non-empty piece of the frame with the number of its channel.
func (l *Lookup) Pieces(take func(channel int, text string)) {
	for i := range l.set.pieces {
		piece := &l.set.pieces[i]
		l.each(&piece.field, func(value *gjson.Result) bool {
			if isText(value) {
				take(piece.channel, textOf(value))
			}
			return false
		})
	}
}

// Finish is the finish value, empty if the frame has none.
func (l *Lookup) Finish() string { return l.first(l.set.finish, isText).Str }

// Model is the model name, empty if the frame has none.
func (l *Lookup) Model() string { return l.first(l.set.model, isText).Str }

// Usage is the raw JSON of the usage value, empty if the frame has none.
func (l *Lookup) Usage() string { return l.first(l.set.usage, isPresent).Raw }

// HasError tells whether an error rule matches.
func (l *Lookup) HasError() bool { return l.first(l.set.error, isPresent).Exists() }

// Count is the running token count, 0 if the frame has none.
func (l *Lookup) Count() float64 { return l.first(l.set.count, isCount).Num }

// Extra is the raw JSON of the extra rule of that number, empty if the frame has none.
func (l *Lookup) Extra(number int) string {
	return l.first(l.set.extra[number:number+1], isPresent).Raw
}

// IsEnd tells whether the condition of the end rule holds.
func (l *Lookup) IsEnd() bool { return l.set.end != nil && l.set.end.holds(l.frame) }

func isText(value *gjson.Result) bool { return value.Type == gjson.String && value.Str != "" }

// maxSafeInteger is JavaScript's.
const maxSafeInteger = 1<<53 - 1

func isCount(value *gjson.Result) bool {
	return value.Type == gjson.Number && value.Num > 0 && value.Num <= maxSafeInteger && value.Num == math.Trunc(value.Num)
}
