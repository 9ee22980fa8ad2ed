package sse

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDataOfOneVUAreReadByAllOthersAsJSONParseWouldReadThem(t *testing.T) {
	t.Parallel()
	module := New()
	newVUOf(t, module).run(`sse.defineData('work', () => JSON.stringify({
		text: 'né', number: 1.5, whole: 7, no: false, nothing: null, list: [1, { deep: [] }], nested: { a: { b: 'c' } }, '': 0,
	}));`)
	got := newVUOf(t, module).run(`
		const work = sse.data('work');
		const { nested: { a }, absent = 'default' } = work;
		return [JSON.stringify(work), JSON.stringify({ ...work, added: 1 }), a.b, absent, 'absent' in work, work.nested === work.nested,
			Array.isArray(work.list), Object.keys(work).length, String(work)];
	`).([]any)
	const json = `{"text":"né","number":1.5,"whole":7,"no":false,"nothing":null,"list":[1,{"deep":[]}],"nested":{"a":{"b":"c"}},"":0`
	assert.Equal(t, []any{json + "}", json + `,"added":1}`, "c", "default", false, true, true, 8.0, "[object Object]"}, got)
}

func TestNoVUCanChangeTheDataOfAnother(t *testing.T) {
	t.Parallel()
	module := New()
	newVUOf(t, module).run(`sse.defineData('work', () => '{"a":{"b":1},"list":[1]}');`)
	vu := newVUOf(t, module)
	require.Contains(t, vu.thrown(`(function () { "use strict"; sse.data('work').a = 2; })()`), "returned false")
	require.Contains(t, vu.thrown(`(function () { "use strict"; sse.data('work').a.b = 2; })()`), "returned false")
	require.Contains(t, vu.thrown(`sse.data('work').list.push(2)`), "returned false")
	assert.Equal(t, `{"a":{"b":1},"list":[1]}`, newVUOf(t, module).run(`return JSON.stringify(sse.data('work'));`))
}

func TestDataThatCannotBeReadAreRefused(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for script, says := range map[string]string{
		`sse.defineData('a', () => '{"b":')`:                         "make: expected the text of an object or of an array",
		`sse.defineData('a', () => '12')`:                            "make: expected the text of an object or of an array",
		`sse.defineData('a')`:                                        "make: expected a function that gives JSON, got undefined",
		`sse.defineData('a', () => { throw new Error('no plan'); })`: "no plan",
		`sse.data('unknown')`:                                        `name: expected a name that sse.defineData was given, got "unknown"`,
	} {
		assert.Contains(t, vu.thrown(script), says, script)
	}
}

func TestDataAreMadeOnce(t *testing.T) {
	t.Parallel()
	module := New()
	newVUOf(t, module).run(`sse.defineData('list', () => '[1,2]');`)
	got := newVUOf(t, module).run(`sse.defineData('list', () => { throw new Error('again'); }); return sse.data('list').join('+');`)
	assert.Equal(t, "1+2", got)
}

func TestAListOfDataIsAnArrayToItsReaders(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	vu.run(`sse.defineData('prompts', () => JSON.stringify([{ id: 'a', user: 'né' }, { id: 'b', user: 'x', history: [{ role: 'user', content: 'y' }] }]));`)
	got := vu.run(`
		const prompts = sse.data('prompts');
		return JSON.stringify([
			prompts.length, Array.isArray(prompts), prompts[2] === undefined, prompts[-1] === undefined,
			prompts.map(({ id }) => id), [...prompts].length, prompts.find(({ history }) => history), prompts[1].history.slice(),
		]);
	`)
	const second = `{"id":"b","user":"x","history":[{"role":"user","content":"y"}]}`
	assert.Equal(t, `[2,true,true,true,["a","b"],2,`+second+`,[{"role":"user","content":"y"}]]`, got)
}
