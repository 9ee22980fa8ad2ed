package reading

import (
	"strings"

	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

// Findings are what the frames told; names and meaning are those of lib/measure/capture.ts.
type Findings struct {
	FirstFrame, EndFrame *float64
	// FinishFrame is the arrival of the last frame with a finish value.
	FinishFrame    *float64
	Finish, Model  string
	Error          *string
	Frames         []string
	Comments       int
	RoleOnlyFirst  bool
	MalformedCount int
	MalformedFirst *string

	usages    int
	usage     [2][]byte
	extra     [][]byte
	counted   bool
	count     [2]float64
	lastCount float64
}

// noteOutcome takes what counts even after the end; it tells whether there was any.
func (f *Findings) noteOutcome(lookup *rules.Lookup, data []byte) bool {
	usage := lookup.Usage()
	if usage != "" {
		which := min(f.usages, 1)
		f.usage[which] = append(f.usage[which][:0], usage...)
		f.usages++
	}
	failed := lookup.HasError()
	if failed {
		f.noteError(data)
	}
	return failed || usage != ""
}

// noteError keeps the first frame that told an error.
func (f *Findings) noteError(data []byte) {
	if f.Error == nil {
		kept := cut(string(data), 4096)
		f.Error = &kept
	}
}

// noteAnswer tells whether the frame said why the generation ended. Values of the frame are copied, since it does not
// last, but only when they changed: most frames repeat the model.
func (f *Findings) noteAnswer(lookup *rules.Lookup, isFirstPiece bool, at float64) bool {
	finish := lookup.Finish()
	if finish != "" {
		if f.FinishFrame == nil {
			f.FinishFrame = new(float64)
		}
		*f.FinishFrame = at
	}
	if finish != "" && finish != f.Finish {
		f.Finish = strings.Clone(finish)
	}
	if model := lookup.Model(); model != "" && model != f.Model {
		f.Model = strings.Clone(model)
	}
	if count := lookup.Count(); count != 0 {
		f.lastCount = count
		if isFirstPiece {
			f.counted, f.count[0] = true, count
		}
	}
	for number := range f.extra {
		if raw := lookup.Extra(number); raw != "" {
			f.extra[number] = append(f.extra[number][:0], raw...)
		}
	}
	return finish != ""
}

// The example of what could not be read: so many UTF-16 units, of which each may take four bytes.
const (
	malformedUnits = 200
	malformedBytes = 4 * malformedUnits
)

func (f *Findings) noteMalformed(data []byte) {
	f.MalformedCount++
	if f.MalformedFirst == nil {
		kept := cut(string(data[:min(len(data), malformedBytes)]), malformedUnits)
		f.MalformedFirst = &kept
	}
}

// Usage is the raw JSON of no usage value, the only one, or the first and the last.
func (f *Findings) Usage() []string {
	values := make([]string, min(f.usages, 2))
	for i := range values {
		values[i] = string(f.usage[i])
	}
	return values
}

// LastUsage is the raw JSON of the last usage value, empty without any.
func (f *Findings) LastUsage() string {
	if f.usages == 0 {
		return ""
	}
	return string(f.usage[min(f.usages, 2)-1])
}

// Counts are the exact token counts at the first piece and at the end.
func (f *Findings) Counts() (first, last float64, ok bool) { return f.count[0], f.lastCount, f.counted }

// cut shortens a text to that many UTF-16 units, as JavaScript's slice does, but never within a character.
func cut(text string, units int) string {
	for at, r := range text {
		if units--; r > 0xffff {
			units--
		}
		if units < 0 {
			return text[:at]
		}
	}
	return text
}
