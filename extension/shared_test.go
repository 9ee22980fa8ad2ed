package sse

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSharedStateIsOneForAllVUs(t *testing.T) {
	t.Parallel()
	module := New()
	var vus sync.WaitGroup
	for range 8 {
		vu := newVUOf(t, module)
		vus.Go(func() {
			_, err := vu.runtime.VU.Runtime().RunString(`
				for (let i = 1; i <= 500; i++) {
					sse.shared.add('sum', 0.5);
					if (sse.shared.tryAdd('budget', 1, 1000)) sse.shared.add('taken', 1);
					sse.shared.observe('ms', i);
				}`)
			if err != nil {
				t.Error(err)
			}
		})
	}
	vus.Wait()
	require.Equal(t, []any{2000.0, 1000.0, 1000.0, 4000.0, 0.0}, newVUOf(t, module).run(
		`return [sse.shared.get('sum'), sse.shared.get('budget'), sse.shared.get('taken'), sse.shared.count('ms'), sse.shared.get('other')]`))
	require.InEpsilon(t, 475, newVUOf(t, module).run(`return sse.shared.quantile('ms', 0.95)`), 0.02)
}

func TestSharedStateIsNotSharedBetweenProcesses(t *testing.T) {
	t.Parallel()
	newVU(t).run(`sse.shared.add('a', 1)`)
	require.Equal(t, 0.0, newVU(t).run(`return sse.shared.get('a')`))
}

func TestSharedValues(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for _, test := range []struct {
		script string
		want   any
	}{
		{`return sse.shared.add('a', 1.5)`, 1.5},
		{`return sse.shared.add('a', -0.5)`, 1.0},
		{`return sse.shared.tryAdd('a', 1, 1.9)`, false},
		{`return sse.shared.tryAdd('a', 1, 2)`, true},
		{`return sse.shared.tryAdd('a', 1, Infinity)`, true},
		{`return sse.shared.get('a')`, 3.0},
		{`return sse.shared.quantile('none', 0.5) === undefined`, true},
		{`return sse.shared.count('none')`, 0.0},
		{`return [sse.shared.append('rows', 'a', 2), sse.shared.append('rows', 'b', 2), sse.shared.append('rows', 'c', 2)]`, []any{true, true, false}},
		{`return sse.shared.list('rows')`, []any{"a", "b"}},
		{`return sse.shared.list('none')`, []any{}},
		{`sse.shared.observe('zero', 0); return [sse.shared.quantile('zero', 0), sse.shared.quantile('zero', 1), sse.shared.count('zero')]`, []any{0.0, 0.0, 1.0}},
		{`sse.shared.add('big', 1.7e308); try { sse.shared.add('big', 1.7e308) } catch (e) { return e.message }`, `sse.shared.add: "big" would not be a finite number any more`},
		{`try { sse.shared.observe('huge', 1e308) } catch (e) {} return sse.shared.count('huge') >= 0`, true},
	} {
		require.Equal(t, test.want, vu.run(test.script), test.script)
	}
}
