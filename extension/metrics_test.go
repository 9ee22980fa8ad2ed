package sse

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/js/modulestest"
	"go.k6.io/k6/v2/metrics"
)

// definingVU is a VU whose script defined metrics in the init context.
func definingVU(t testing.TB, definitions string) *testVU {
	t.Helper()
	module := New()
	define(t, module, definitions)
	return newVUOf(t, module)
}

// define runs sse.defineMetrics in an init context and gives its exception's text.
func define(t testing.TB, module *RootModule, definitions string) (thrown string) {
	t.Helper()
	runtime := modulestest.NewRuntime(t)
	require.NoError(t, runtime.VU.Runtime().Set("sse", module.NewModuleInstance(runtime.VU).Exports().Default))
	if _, err := runtime.VU.Runtime().RunString("sse.defineMetrics(" + definitions + ")"); err != nil {
		return err.Error()
	}
	return ""
}

func TestValuesOfOneCallAreOneMomentWithTheTagsOfTheVU(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'first_token', kind: 'trend', time: true}, {name: 'tokens', kind: 'counter'}, {name: 'cost', kind: 'counter'}]`)
	vu.state.Tags.Modify(func(tags *metrics.TagsAndMeta) { tags.SetTag("phase", "measured") })

	vu.run(`sse.emit({first_token: 12.5, tokens: 3, cost: undefined})`)

	containers := len(vu.samples)
	emitted := vu.emitted()
	require.Equal(t, 1, containers, "handed to k6 together")
	require.Len(t, emitted, 2, "no value is no sample")
	first, tokens := emitted["first_token"][0], emitted["tokens"][0]
	require.Equal(t, 12.5, first.Value)
	require.Equal(t, metrics.Time, first.Metric.Contains)
	require.Equal(t, 3.0, tokens.Value)
	require.Equal(t, first.Time, tokens.Time)
	require.Equal(t, map[string]string{"phase": "measured"}, first.Tags.Map())
}

func TestSamplesOfAListAreThoseOfEmitWithoutTheNames(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'first_token', kind: 'trend', time: true}, {name: 'tokens', kind: 'counter'}, {name: 'cost', kind: 'counter'}]`)
	vu.state.Tags.Modify(func(tags *metrics.TagsAndMeta) { tags.SetTag("phase", "measured") })

	vu.run(`
		sse.defineSamples('exchange', ['first_token', 'cost', 'tokens']);
		sse.emitSamples('exchange', [12.5, undefined, 3]);
	`)

	require.Len(t, vu.samples, 1, "handed to k6 together")
	emitted := vu.emitted()
	require.Len(t, emitted, 2, "no value is no sample")
	first, tokens := emitted["first_token"][0], emitted["tokens"][0]
	require.Equal(t, 12.5, first.Value)
	require.Equal(t, 3.0, tokens.Value)
	require.Equal(t, first.Time, tokens.Time)
	require.Equal(t, map[string]string{"phase": "measured"}, first.Tags.Map())
}

func TestAListOfSamplesThatCannotBeEmittedIsNamed(t *testing.T) {
	t.Parallel()
	for title, test := range map[string]struct{ script, says string }{
		"a metric that nobody defined": {`sse.defineSamples('x', ['cost', 'costs'])`, `"costs" is no metric: define it with sse.defineMetrics first`},
		"a list that nobody defined":   {`sse.emitSamples('y', [1])`, `"y"`},
		"no array":                     {`sse.emitSamples('exchange', 1)`, "an array of numbers"},
		"too few values":               {`sse.emitSamples('exchange', [])`, "an array of 1 numbers"},
		"no number":                    {`sse.emitSamples('exchange', ['much'])`, "cost: expected a finite number"},
		"an infinite one":              {`sse.emitSamples('exchange', [Infinity])`, "cost: expected a finite number"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			vu := definingVU(t, `[{name: 'cost', kind: 'counter'}]`)
			require.Contains(t, vu.thrown(`sse.defineSamples('exchange', ['cost']); `+test.script), test.says)
			require.Empty(t, vu.samples)
		})
	}
}

func TestTagsAndMetadataOfACallAreOnItsSamplesAlone(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'requests', kind: 'counter'}]`)
	vu.run(`sse.emit({requests: 1}, {tags: {outcome: 'ok'}, metadata: {row: '{}'}}); sse.emit({requests: 1})`)
	samples := vu.emitted()["requests"]
	require.Equal(t, map[string]string{"outcome": "ok"}, samples[0].Tags.Map())
	require.Equal(t, map[string]string{"row": "{}"}, samples[0].Metadata)
	require.Empty(t, samples[1].Tags.Map())
	require.Empty(t, samples[1].Metadata)
}

func TestNothingToTellIsNoSample(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'tokens', kind: 'counter'}]`)
	vu.run(`sse.emit({}); sse.emit({tokens: undefined})`)
	require.Empty(t, vu.emitted())
}

func TestWhatIsNoSampleIsThrownWithTheValueSeen(t *testing.T) {
	t.Parallel()
	vu := definingVU(t, `[{name: 'tokens', kind: 'counter'}]`)
	for script, want := range map[string]string{
		`sse.emit({tokens: Infinity})`:                `tokens: expected a finite number, got Infinity`,
		`sse.emit({tokens: NaN})`:                     `tokens: expected a finite number, got NaN`,
		`sse.emit({tokens: '3'})`:                     `tokens: expected a finite number, got "3"`,
		`sse.emit({token: 3})`:                        `"token" is no metric: define it with sse.defineMetrics first`,
		`sse.emit()`:                                  `values: expected an object of values by metric, got undefined`,
		`sse.defineMetrics([{name: 'a', kind: 'b'}])`: `init context`,
	} {
		require.Contains(t, vu.thrown(script), want, script)
	}
	require.Empty(t, vu.emitted())
}

func TestADefinitionThatCannotBeIsThrown(t *testing.T) {
	t.Parallel()
	for definitions, want := range map[string]string{
		`[{name: 'a', kind: 'histogram'}]`: `kind: expected 'counter', 'gauge', 'rate' or 'trend', got "histogram"`,
		`[{kind: 'rate'}]`:                 `name: expected a string, got undefined`,
		`[undefined]`:                      `definition: expected an object with name and kind, got undefined`,
		`[{name: 'a b', kind: 'rate'}]`:    `a b`,
		`[{name: 'a', kind: 'rate'}, {name: 'a', kind: 'trend'}]`:         `a`,
		`[{name: 'a', kind: 'rate'}, {name: 'a', kind: 'rate'}]; throw 1`: `1`,
	} {
		require.Contains(t, define(t, New(), definitions), want, definitions)
	}
}

func TestRulesThatWereDefinedAreUsedByName(t *testing.T) {
	t.Parallel()
	module := New()
	runtime := modulestest.NewRuntime(t)
	require.NoError(t, runtime.VU.Runtime().Set("sse", module.NewModuleInstance(runtime.VU).Exports().Default))
	_, err := runtime.VU.Runtime().RunString(`sse.defineRules('tokens', ` + tokenRules + `)`)
	require.NoError(t, err)

	vu := newVUOf(t, module)
	result := vu.capture(sockets(t, answer(streamHeaders+token+token)), `{timeoutMs: 5000, frames: 'tokens', keep: ['text']}`)
	require.Equal(t, map[string]any{"text": "aa"}, result["text"])
	require.Contains(t, vu.thrown(`sse.defineRules('tokens', 'text')`), `rules: expected an object of frame rules, got "text"`)
	require.Contains(t, vu.thrown(`sse.defineRules(1, {})`), `name: expected a string, got 1`)
}

func TestAReplyThatIsNoStreamIsReadAsOneFrame(t *testing.T) {
	t.Parallel()
	reply := "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\n\n {\"t\":\"all\",\"usage\":{\"n\":1}}\n"
	result := newVU(t).capture(sockets(t, answer(reply)), `{timeoutMs: 5000, wholeBody: `+tokenRules+`, keep: ['text']}`)
	require.Equal(t, map[string]any{"text": "all"}, result["text"])
	require.Equal(t, []any{`{"n":1}`}, result["usage"])
	require.Equal(t, 1.0, result["pieces"].(map[string]any)["count"])
	require.Equal(t, "\n\n {\"t\":\"all\",\"usage\":{\"n\":1}}\n", result["body"])
	require.Nil(t, result["timings"].(map[string]any)["firstFrame"], "it has no arrival of its own")
}
