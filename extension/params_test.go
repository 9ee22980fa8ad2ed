package sse

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/js/modulestest"
)

func TestWhatAScriptDoesWrongIsThrownWithTheValueSeen(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for call, want := range map[string]string{
		`sse.capture()`:                                                             "sse.capture: url: expected a string, got undefined",
		`sse.capture({})`:                                                           "url: expected a string, got a value of class Object",
		`sse.capture(5n)`:                                                           "url: expected a string, got 5",
		`sse.capture('http://a')`:                                                   "params: expected an object with timeoutMs, got undefined",
		`sse.capture(':bad', {timeoutMs: 1})`:                                       "url: expected an http or https URL: missing protocol scheme",
		`sse.capture('/path', {timeoutMs: 1})`:                                      `url: expected an http or https URL with a host, got "/path"`,
		`sse.capture('ftp://a', {timeoutMs: 1})`:                                    `got "ftp://a"`,
		`sse.capture('http://', {timeoutMs: 1})`:                                    "with a host",
		`sse.capture('http://a:port', {timeoutMs: 1})`:                              "invalid port",
		`sse.capture('http://a', {})`:                                               "timeoutMs: expected a number of milliseconds above 0, got undefined",
		`sse.capture('http://a', {timeoutMs: 0})`:                                   "got 0",
		`sse.capture('http://a', {timeoutMs: -1})`:                                  "got -1",
		`sse.capture('http://a', {timeoutMs: NaN})`:                                 "got NaN",
		`sse.capture('http://a', {timeoutMs: Infinity})`:                            "got Infinity",
		`sse.capture('http://a', {timeoutMs: '60s'})`:                               `got "60s"`,
		`sse.capture('http://a', {timeoutMs: null})`:                                "got null",
		`sse.capture('http://a', {timeoutMs: 1, idleTimeoutMs: 0})`:                 "idleTimeoutMs: expected a number of milliseconds above 0, got 0",
		`sse.capture('http://a', {timeoutMs: 1, timeout: 5})`:                       `unknown parameter "timeout": expected method, headers,`,
		`sse.capture('http://a', {timeoutMs: 1, method: 'A B'})`:                    `method: expected an HTTP method, got "A B"`,
		`sse.capture('http://a', {timeoutMs: 1, method: 3})`:                        "method: expected a string, got 3",
		`sse.capture('http://a', {timeoutMs: 1, headers: {a: undefined}})`:          "headers.a: expected a string, got undefined",
		`sse.capture('http://a', {timeoutMs: 1, headers: {a: ['b']}})`:              "headers.a: expected a string, got a value of class Array",
		`sse.capture('http://a', {timeoutMs: 1, headers: {'a b': 'c'}})`:            `headers: "a b" is no header name`,
		`sse.capture('http://a', {timeoutMs: 1, headers: {a: 'key\nb: c'}})`:        "headers.a: holds a character that no header value may have, such as a line break",
		`sse.capture('http://a', {timeoutMs: 1, body: {a: 1}})`:                     "body: expected a string or an ArrayBuffer, got a value of class Object",
		`sse.capture('http://a', {timeoutMs: 1, tags: {a: {}}})`:                    "tags: invalid value for metric tag 'a'",
		`sse.capture('http://a', {timeoutMs: 1, framing: 'xml'})`:                   `framing: expected 'sse', 'ndjson' or 'aws-eventstream', got "xml"`,
		`sse.capture('http://a', {timeoutMs: 1, keep: ['txt']})`:                    `keep: expected an array of 'text', 'times' or 'frames', got "txt"`,
		`sse.capture('http://a', {timeoutMs: 1, keep: 'text'})`:                     "keep: expected an array",
		`sse.capture('http://a', {timeoutMs: 1, maxBytes: 0})`:                      "maxBytes: expected a number of bytes, at least 1, got 0",
		`sse.capture('http://a', {timeoutMs: 1, frames: 'usage'})`:                  `frames: expected a name that sse.defineRules was given, got "usage"`,
		`sse.capture('http://a', {timeoutMs: 1, frames: {usage: ['a.*']}})`:         `frames: usage.0: path "a.*": expected keys of`,
		`sse.capture('http://a', {timeoutMs: 1, frames: {Finnish: []}})`:            `frames: unknown field "Finnish"`,
		`const a = {}; a.a = a; sse.capture('http://a', {timeoutMs: 1, frames: a})`: "frames: ",
		`sse.capture('http://a', {get timeoutMs() { throw new Error('mine') }})`:    "mine",

		`sse.open()`:                                       "sse.open: expected (url, params, setup) or (url, setup), got 0 arguments",
		`sse.open('http://a', {}, 5)`:                      "setup: expected a function as the last argument, got 5",
		`sse.open(':bad', {}, () => {})`:                   "url: expected an http or https URL",
		`sse.open('http://a', {method: 'A B'}, () => {})`:  `method: expected an HTTP method, got "A B"`,
		`sse.open('http://a', {timeout: 5}, () => {})`:     "timeout: expected a Go duration such as '60s', got 5",
		`sse.open('http://a', {timeout: '-5s'}, () => {})`: "not above 0",
		`sse.open('http://a', {tags: {a: []}}, () => {})`:  "tags: ",

		`sse.shared.add('a')`:               "sse.shared.add: delta: expected a number, got undefined",
		`sse.shared.add('', 1)`:             "name: expected a string that is not empty",
		`sse.shared.add(5, 1)`:              "name: expected a string, got 5",
		`sse.shared.add('a', Infinity)`:     "delta: expected a finite number, got Infinity",
		`sse.shared.add('a', '1')`:          `delta: expected a number, got "1"`,
		`sse.shared.tryAdd('a', 1, NaN)`:    "max: expected a number, got NaN",
		`sse.shared.observe('a', -1)`:       "value: expected a number of at least 0, got -1",
		`sse.shared.observe('a', NaN)`:      "value: expected a number, got NaN",
		`sse.shared.observe('a', Infinity)`: "value: expected a finite number, got Infinity",
		`sse.shared.quantile('a', 2)`:       "q: expected a number from 0 to 1, got 2",
		`sse.shared.quantile('a')`:          "q: expected a number, got undefined",
	} {
		require.Contains(t, vu.thrown(call), want, call)
	}
	require.Empty(t, vu.emitted(), "nothing was sent")
}

func TestASecretInAWrongParameterIsNotShown(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for _, call := range []string{
		`sse.capture('ftp://me:sk-secret@a/?key=sk-secret', {timeoutMs: 1})`,
		`sse.capture('http://me:sk-secret@a:port/?key=sk-secret', {timeoutMs: 1})`,
		`sse.capture('http://a', {timeoutMs: 1, headers: {Authorization: 'Bearer sk-secret\n'}})`,
	} {
		require.NotContains(t, vu.thrown(call), "sk-secret", call)
	}
}

func TestRulesAreCompiledOncePerObject(t *testing.T) {
	t.Parallel()
	module := New()
	vu := newVUOf(t, module)
	url := sockets(t, answer(streamHeaders+token))
	require.NoError(t, vu.runtime.VU.Runtime().Set("url", url))
	found := vu.run(`
		const frames = ` + tokenRules + `;
		const counts = [];
		for (let i = 0; i < 3; i++) counts.push(sse.capture(url, {timeoutMs: 60000, frames}).pieces.count);
		for (let i = 0; i < 100; i++) {
			const rules = {...frames, model: ['m' + i]};
			counts.push(sse.capture(url, {timeoutMs: 60000, frames: rules}).pieces.count);
		}
		return counts.every((count) => count === 1)`)
	require.Equal(t, true, found)
	require.LessOrEqual(t, len(module.rulesByText.sets), maxTexts)
}

func TestNothingRunsInTheInitContext(t *testing.T) {
	t.Parallel()
	runtime := modulestest.NewRuntime(t)
	instance := New().NewModuleInstance(runtime.VU)
	require.NoError(t, runtime.VU.Runtime().Set("sse", instance.Exports().Default))
	for _, call := range []string{"sse.capture('http://a', {timeoutMs: 1})", "sse.open('http://a', () => {})"} {
		_, err := runtime.VU.Runtime().RunString(call)
		require.ErrorContains(t, err, "in the init context is not supported")
	}
	_, err := runtime.VU.Runtime().RunString("sse.shared.add('a', 1)")
	require.NoError(t, err, "shared has no VU to wait for")
}
