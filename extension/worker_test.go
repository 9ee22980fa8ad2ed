package sse

import (
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.k6.io/k6/v2/js/modulestest"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// workerScript asks for what a prompt names, and tells of each step in a sample.
const workerScript = `
const sse = require('k6/x/sse');
exports.start = async (setup) => {
	const { url } = JSON.parse(setup);
	const params = { timeoutMs: 60000, framing: 'sse' };
	return {
		define(client) { if (client === 'none') throw new Error('no such client') },
		begin(client, prompt, about, number) {
			if (prompt.refused) return undefined;
			sse.tag({ client });
			sse.emit({ begun: 1 });
			return { request: { url, method: 'POST', body: 'Hi' }, params, prompt, about, number };
		},
		measure: (turn, capture) => ({ status: capture.status, frames: capture.frameCount, turn: { ...turn, params: undefined, request: undefined }, nothing: undefined }),
		record(turn, exchange, seen) { sse.emit({ recorded: exchange.frames }, { tags: { seen: String(seen && seen.what) } }) },
		leave(turn) { sse.emit({ left: turn.number }) },
	};
};`

// workedVU is a VU of a process with a worker that asks a server of two tokens.
func workedVU(t testing.TB, script string) (*testVU, *RootModule) {
	t.Helper()
	server := httptest.NewServer(handler("text/event-stream", 200, token+token))
	t.Cleanup(server.Close)
	module := New()
	require.Empty(t, define(t, module, `['begun', 'recorded', 'left'].map((name) => ({ name, kind: 'counter' }))`))
	require.Empty(t, defineWorker(t, module, script, `{"url": "`+server.URL+`"}`))
	return inIteration(newVUOf(t, module)), module
}

func TestWhatAWorkerEmitsInATurnIsHandedToK6Together(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, strings.Replace(workerScript, "sse.emit({ recorded: exchange.frames }",
		"sse.check({ 'is good': true }); sse.emit({ left: 0 }); sse.emit({ recorded: exchange.frames }", 1))
	vu.run(`sse.ask('a', {}, {})`)
	var together []string
	for range len(vu.samples) {
		names := []string{}
		for _, sample := range (<-vu.samples).GetSamples() {
			names = append(names, sample.Metric.Name)
		}
		together = append(together, strings.Join(names, " "))
	}
	require.Equal(t, "begun", together[0], "before the request is sent")
	require.Equal(t, "checks left recorded", together[len(together)-1])
}

// defineWorker runs sse.defineWorker in an init context and gives its exception's text.
func defineWorker(t testing.TB, module *RootModule, script, setup string) (thrown string) {
	t.Helper()
	runtime := modulestest.NewRuntime(t)
	rt := runtime.VU.Runtime()
	require.NoError(t, rt.Set("sse", module.NewModuleInstance(runtime.VU).Exports().Default))
	require.NoError(t, rt.Set("script", script))
	require.NoError(t, rt.Set("setup", setup))
	if _, err := rt.RunString(`sse.defineWorker(script, setup)`); err != nil {
		return err.Error()
	}
	return ""
}

func inIteration(vu *testVU) *testVU {
	vu.runtime.VU.CtxField = lib.WithScenarioState(vu.runtime.VU.CtxField,
		&lib.ScenarioState{Name: "ramp", StartTime: time.Now()})
	return vu
}

func TestAWorkerMakesAnExchangeForTheVUThatAsks(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)

	exchange := vu.run(`
		const exchange = sse.ask('a', { user: 'Hi', history: [{ role: 'user', content: 'é' }] }, { labels: { turn: 1 } });
		return { ...exchange, again: sse.ask('a', {}, {}).turn.number };`).(map[string]any)

	require.Equal(t, 200.0, exchange["status"])
	require.Equal(t, 2.0, exchange["frames"])
	require.Equal(t, 1.0, exchange["again"], "exchanges of a VU are numbered from 0")
	require.NotContains(t, exchange, "nothing")
	turn := exchange["turn"].(map[string]any)
	require.Equal(t, map[string]any{"user": "Hi", "history": []any{map[string]any{"role": "user", "content": "é"}}}, turn["prompt"])
	require.Equal(t, map[string]any{"labels": map[string]any{"turn": 1.0}}, turn["about"])
	emitted := vu.emitted()
	require.Len(t, emitted["http_reqs"], 2, "k6's own samples, as of any request")
	require.Equal(t, "a", emitted["begun"][0].Tags.Map()["client"], "tags of the VU at work")
	require.Equal(t, "a", emitted["http_reqs"][0].Tags.Map()["client"])
	require.Equal(t, 2.0, emitted["recorded"][0].Value)
}

func TestWorkersAreThereForAllVUsOneAtATime(t *testing.T) {
	t.Parallel()
	first, module := workedVU(t, workerScript)
	vus := []*testVU{first}
	for id := range uint64(7) {
		vu := inIteration(newVUOf(t, module))
		vu.state.VUIDGlobal = id + 1
		vus = append(vus, vu)
	}
	var asking sync.WaitGroup
	for _, vu := range vus {
		asking.Go(func() {
			_, err := vu.runtime.VU.Runtime().RunString(`for (let i = 0; i < 20; i++) {
				const { turn } = sse.ask('a', { user: String(i) }, {});
				if (turn.number !== i || turn.prompt.user !== String(i)) throw new Error('not mine: ' + JSON.stringify(turn));
			}`)
			if err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	for _, vu := range vus {
		require.Len(t, vu.emitted()["recorded"], 20)
	}
}

func TestWhatIsNotToBeSentIsNotSent(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	require.Nil(t, vu.run(`return sse.ask('a', { refused: true }, {})`))
	require.Empty(t, vu.emitted())
}

func TestAVUMayLookAtAnExchangeBeforeItIsRecorded(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	vu.run(`sse.ask('a', {}, { labels: () => 'stays behind' }, (exchange) => ({ what: exchange.frames + ' frames', turn: exchange.turn }))`)
	require.Equal(t, "2 frames", vu.emitted()["recorded"][0].Tags.Map()["seen"])
}

func TestALookThatThrowsEndsTheExchangeUnrecorded(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	require.Equal(t, "no label", vu.thrown(`sse.ask('a', {}, {}, () => { throw new Error('no label') })`))
	emitted := vu.emitted()
	require.Empty(t, emitted["recorded"])
	require.Len(t, emitted["left"], 1)
	require.Equal(t, 1.0, vu.run(`return sse.ask('a', {}, {}).turn.number`), "the next one is not harmed")
}

func TestAnExchangeIsTheVUsToChange(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	require.Equal(t, map[string]any{"status": 0.0, "mine": "yes", "same": true}, vu.run(`
		const exchange = sse.ask('a', {}, {});
		exchange.status = 0;
		exchange.mine = 'yes';
		delete exchange.frames;
		const { status, mine, frames } = exchange;
		return { status, mine, frames, same: exchange.turn === exchange.turn };`))
}

func TestWhatAWorkerThrowsTheVUThatAsksThrows(t *testing.T) {
	t.Parallel()
	steps := `define() {}, begin() {}, measure() {}, record() {}, leave() {}`
	vu, _ := workedVU(t, `exports.start = () => ({ `+steps+`, begin() { throw new Error('bad prompt') } })`)
	require.Equal(t, "bad prompt", vu.thrown(`sse.ask('a', {}, {})`))

	vu, _ = workedVU(t, `exports.start = () => ({ `+steps+`, begin: () => ({ request: { url: 'no url' }, params: { timeoutMs: 1 } }) })`)
	require.Contains(t, vu.thrown(`sse.ask('a', {}, {})`), "url: expected an http or https URL with a host")
}

func TestAnExchangeThatWasBegunAndCannotGoOnIsLeft(t *testing.T) {
	t.Parallel()
	const begin = `define() {}, begin: () => ({ request: { url: 'no url' }, params: { timeoutMs: 1 } }), measure() {}, record() {}`
	vu, _ := workedVU(t, `exports.start = () => ({ `+begin+`, leave() { require('k6/x/sse').shared.add('left', 1) } })`)
	vu.thrown(`sse.ask('a', {}, {})`)
	require.Equal(t, 1.0, vu.run(`return sse.shared.get('left')`))

	vu, _ = workedVU(t, workerScript)
	require.Contains(t, vu.thrown(`sse.ask('a', {}, {}, () => { const seen = {}; seen.self = seen; return seen })`), "nested too deep, or in itself")
	require.Len(t, vu.emitted()["left"], 1)

	vu, _ = workedVU(t, strings.Replace(workerScript, "measure: (turn", "measure: (turn) => { throw new Error('not measured') }, other: (turn", 1))
	require.Equal(t, "not measured", vu.thrown(`sse.ask('a', {}, {})`))
	require.Len(t, vu.emitted()["left"], 1)
}

func TestAWorkerThatCannotWorkIsRefusedWhereItIsDefined(t *testing.T) {
	t.Parallel()
	for script, expected := range map[string]string{
		`exports.start = `:                                               "SyntaxError",
		`exports.begin = () => {}`:                                       "start: no such function",
		`throw new TypeError('cannot load')`:                             "cannot load",
		`exports.start = () => { throw new Error('no price') }`:          "no price",
		`exports.start = async () => { throw new Error('no price') }`:    "no price",
		`exports.start = () => new Promise(() => {})`:                    "start: expected to be done at once",
		`exports.start = () => 5`:                                        "start: expected the steps of an exchange, got 5",
		`exports.start = () => ({ begin() {} })`:                         "no such function",
		`require('k6/http')`:                                             `a worker has k6/x/sse alone, not "k6/http"`,
		`require('k6/x/sse').emit({ a: 1 }); exports.start = () => ({})`: "init context",
	} {
		require.Contains(t, defineWorker(t, New(), script, "{}"), expected, script)
	}
	vu, _ := workedVU(t, workerScript)
	require.Nil(t, vu.run(`sse.defineClient('a')`))
	require.Equal(t, "no such client", vu.thrown(`sse.defineClient('none')`))
	vu = newVU(t)
	require.Contains(t, vu.thrown(`sse.ask('a', {}, {})`), "there is no worker: define one with sse.defineWorker first")
	require.Contains(t, vu.thrown(`sse.defineWorker(5)`), "source: expected a string, got 5")
}

func TestWhatHasNoEndDoesNotReachAWorker(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	require.Contains(t, vu.thrown(`const prompt = {}; prompt.self = prompt; sse.ask('a', prompt, {})`), "nested too deep, or in itself")
	require.Contains(t, vu.thrown(`sse.ask('a', {}, {}, 5)`), "look: expected a function, got 5")
}

func TestAStoppedVUAsksNoFurther(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, workerScript)
	vu.cancel()
	_, err := vu.runtime.VU.Runtime().RunString(`sse.ask('a', {}, {}); sse.emit({ recorded: 5 })`)
	require.ErrorContains(t, err, "context canceled")
	require.Empty(t, vu.emitted()["recorded"])
}

func TestAWorkerWritesToTheConsoleOfTheVU(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, `exports.start = () => ({ define() {}, begin() { console.warn('slow') }, measure() {}, record() {}, leave() {} })`)
	require.Equal(t, []any{"slow"}, vu.run(`
		const said = [];
		globalThis.console = { warn: (text) => said.push(text) };
		sse.ask('a', {}, {});
		return said;`))
}

func TestAWorkerEndsTheTestOfTheVUThatAsks(t *testing.T) {
	t.Parallel()
	vu, _ := workedVU(t, `exports.start = () => ({ define() {}, begin() { require('k6/x/sse').abort('enough') }, measure() {}, record() {}, leave() {} })`)
	_, err := vu.runtime.VU.Runtime().RunString(`sse.ask('a', {}, {}); for (;;);`)
	require.ErrorContains(t, err, "test aborted: enough")
}

func TestChecksAreThoseOfK6(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	vu.state.Tags.Modify(func(tags *metrics.TagsAndMeta) { tags.SetTag("phase", "measured") })
	vu.run(`sse.check({ 'status is 200': true, 'has content': false })`)
	checks := vu.emitted()["checks"]
	require.Len(t, checks, 2)
	require.Equal(t, map[string]string{"phase": "measured", "check": "status is 200"}, checks[0].Tags.Map())
	require.Equal(t, []float64{1, 0}, []float64{checks[0].Value, checks[1].Value})
	require.Contains(t, vu.thrown(`sse.check()`), "results: expected an object of booleans by name, got undefined")
}

func TestAProcessKnowsItsPartOfTheTest(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	require.Nil(t, vu.run(`return sse.segment()`), "the whole")
	segment, err := lib.NewExecutionSegmentFromString("1/4:1/2")
	require.NoError(t, err)
	state := &lib.ExecutionState{Test: &lib.TestRunState{Options: lib.Options{ExecutionSegment: segment}}}
	vu.runtime.VU.CtxField = lib.WithExecutionState(vu.runtime.VU.CtxField, state)
	require.Equal(t, "1/4:1/2", vu.run(`return sse.segment()`))
}
