package sse

import (
	"testing"

	"github.com/grafana/sobek"
	"github.com/stretchr/testify/require"
)

func TestTheParserOfAWorkerReadsAsTheRuntimeDoes(t *testing.T) {
	t.Parallel()
	plain, fast := sobek.New(), sobek.New()
	require.NoError(t, parseFaster(fast))
	// Shows value, order, type and prototype of all that was read, or what was thrown.
	const shows = `(function (text) {
		const seen = (value) => typeof value !== 'object' || value === null
			? typeof value + ' ' + (Object.is(value, -0) ? '-0' : String(value))
			: Array.isArray(value) ? value.map(seen)
			: [String(value), 'toString' in value, Object.entries(value).map(([key, inner]) => [key, seen(inner)])];
		try {
			return JSON.stringify(seen(JSON.parse(text)));
		} catch (error) {
			return error.name + ': ' + error.message;
		}
	})`
	for _, text := range []string{
		`{"prompt_tokens":5,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":0}}`,
		`{}`, `[]`, `""`, `null`, `true`, `false`, `0`, `-0`, `1.5`, `1e3`, `1E-7`, `1e999`, `-1e999`, `9007199254740993`,
		`0.1`, `123456789012345678901234567890`, ` [ 1 , "a" ] `, "{\n\t\"a\": [true, null, {\"b\": \"c\"}]\r\n}",
		`{"a":1,"a":2,"b":3}`, `{"b":1,"a":2}`, `{"2":1,"1":2,"x":3}`, `{"":1}`, `{"a":[{"1":2}]}`, `[1e999]`, `{"__proto__":1}`,
		`{"\u005f_proto__":1}`, `"\u0041"`, `"\ud83d\ude00"`, `"\ud800"`, `"\n\t\\\"\/"`, `"né 世界 🙂"`, "\"\u2028\"",
		``, ` `, `{`, `{"a"}`, `{"a":}`, `{"a":1,}`, `[1,]`, `01`, `+1`, `.5`, `1.`, `tru`, `'a'`, `NaN`, `undefined`,
		`{"a":1} x`, "\"a\nb\"", `"\x"`, "\x00", "\ufeff{}", "\u00a0{}", `[[[[[[[[[[]]]]]]]]]]`,
	} {
		t.Run(text, func(t *testing.T) {
			want, got := parsed(t, plain, shows, text), parsed(t, fast, shows, text)
			require.Equal(t, want, got)
		})
	}
}

func TestTheParserOfAWorkerTakesAReviverAndOtherValues(t *testing.T) {
	t.Parallel()
	fast := sobek.New()
	require.NoError(t, parseFaster(fast))
	for script, want := range map[string]any{
		`JSON.parse('[1, 2]', (key, value) => key === '0' ? 9 : value).join()`: "9,2",
		`JSON.parse(12)`:        int64(12),
		`JSON.parse(null)`:      nil,
		`JSON.parse(' 7 ') + 1`: int64(8),
	} {
		value, err := fast.RunString(script)
		require.NoError(t, err, script)
		require.Equal(t, want, value.Export(), script)
	}
}

func parsed(t *testing.T, rt *sobek.Runtime, script, text string) string {
	t.Helper()
	made, err := rt.RunString(script)
	require.NoError(t, err)
	call, _ := sobek.AssertFunction(made)
	value, err := call(sobek.Undefined(), rt.ToValue(text))
	require.NoError(t, err)
	return value.String()
}
