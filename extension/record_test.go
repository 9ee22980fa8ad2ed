package sse

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestARecordIsWhatJSONStringifyWouldGiveOfTheObject(t *testing.T) {
	vu := newVU(t)
	for name, value := range map[string]string{
		"nothing":                   "undefined",
		"null":                      "null",
		"a whole number":            "12",
		"a negative number":         "-3",
		"a number of 17 digits":     "0.1 + 0.2",
		"a very small number":       "1.5e-7",
		"a very large number":       "1e21",
		"the largest whole number":  "Number.MAX_SAFE_INTEGER",
		"negative zero":             "-0",
		"not a number":              "NaN",
		"infinity":                  "Infinity",
		"true":                      "true",
		"a plain text":              "'m-1'",
		"an empty text":             "''",
		"quotes and backslashes":    `'a "b" \\ c'`,
		"line breaks and controls":  `'a\nb\u0001'`,
		"what HTML would escape":    "'<a & b>'",
		"other scripts":             "'né 世界 🙂'",
		"half a pair of surrogates": `'\ud800'`,
		"line separators":           `'\u2028'`,
		"an object":                 "({ a: 1, b: undefined, c: { d: 'x' } })",
		"an object that is empty":   "({})",
		"an object of odd things":   "({ 'a \"b\"': 1, f() {}, s: Symbol('s'), n: null, nan: NaN, deep: { list: [{}] } })",
		"one that says how":         "({ toJSON: () => 'itself', a: 1 })",
		"one that says nothing":     "({ a: 1, inner: { toJSON() {} } })",
		"one that hides fields":     "Object.defineProperty({ a: 1 }, 'b', { value: 2, enumerable: false })",
		"one with an accessor":      "({ get a() { return 3; } })",
		"one that inherits":         "Object.create({ a: 1 }, { b: { value: 2, enumerable: true } })",
		"keys that are numbers":     "({ b: 1, 2: 2, 1: 3 })",
		"a date":                    "new Date(0)",
		"an array":                  "[1, undefined, 'x']",
	} {
		t.Run(name, func(t *testing.T) {
			got := vu.run(`
				sse.defineRecord('r', [{ name: 'first' }, { name: 'of "all"' }, { name: 'last' }]);
				const value = ` + value + `;
				return [sse.record('r', [1, value, 2]), JSON.stringify({ first: 1, 'of "all"': value, last: 2 })];
			`).([]any)
			assert.Equal(t, got[1], got[0])
		})
	}
}

func TestAnObjectThatHoldsItselfIsRefusedAsJSONStringifyDoes(t *testing.T) {
	for script, says := range map[string]string{
		"const own = {}; own.self = own;":                        "circular",
		"const own = {}; own.deep = { list: [own] };":            "circular",
		"const own = { get a() { throw new Error('hidden') } };": "hidden",
	} {
		t.Run(script, func(t *testing.T) {
			thrown := newVU(t).thrown(script + `sse.defineRecord('r', [{ name: 'a' }]); sse.record('r', [own]);`)
			require.Contains(t, thrown, says)
		})
	}
}

func TestNumbersOfARecordAreRoundedAsMathRoundDoes(t *testing.T) {
	got := newVU(t).run(`
		sse.defineRecord('r', [{ name: 'ms', decimals: 3 }, { name: 'n' }]);
		return [1.23449, 0.0005, -0.0005, 7, 0, 1234567.8915].map((value) =>
			[sse.record('r', [value, value]), JSON.stringify({ ms: Math.round(value * 1000) / 1000, n: value })]);
	`).([]any)
	for _, pair := range got {
		assert.Equal(t, pair.([]any)[1], pair.([]any)[0])
	}
}

func TestARecordOfNothingIsEmpty(t *testing.T) {
	got := newVU(t).run(`sse.defineRecord('r', [{ name: 'a' }]); return [sse.record('r', []), sse.record('r', [undefined])];`)
	assert.Equal(t, []any{"{}", "{}"}, got)
}

func TestADefinedRecordIsKnownToAllVUs(t *testing.T) {
	module := New()
	newVUOf(t, module).run(`sse.defineRecord('r', [{ name: 'a' }]);`)
	assert.Equal(t, `{"a":1}`, newVUOf(t, module).run(`return sse.record('r', [1]);`))
}

func TestWrongRecordsAreRefused(t *testing.T) {
	for script, message := range map[string]string{
		"sse.record('unknown', [])":                        `name: expected a name that sse.defineRecord was given, got "unknown"`,
		"sse.record(1, [])":                                "name: expected a string, got 1",
		"sse.defineRecord('r', [{}]); 1":                   "name: expected a string, got undefined",
		"sse.defineRecord('r', [null]); 1":                 "field: expected an object with name, got null",
		"sse.defineRecord('r', [{name:'a',decimals:1.5}])": "decimals: expected a whole number from 0 to 9, got 1.5",
		"sse.defineRecord('r', []); sse.record('r', 1)":    "values: expected an array of values, got 1",
	} {
		t.Run(script, func(t *testing.T) {
			_, err := newVU(t).runtime.VU.Runtime().RunString(script)
			require.ErrorContains(t, err, message)
		})
	}
}
