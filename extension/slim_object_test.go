package sse

import (
	"strings"
	"testing"

	"github.com/grafana/sobek"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestASlimObjectHasTheFieldsThatWereSet(t *testing.T) {
	t.Parallel()
	got := newVU(t).run(`
		const make = sse.objects(['first', 'second', 'third']);
		const one = make(), other = make();
		one.third = 3;
		one.first = undefined;
		other.second = 'x';
		const named = [];
		for (const name in one) named.push(name);
		return JSON.stringify([
			{ ...one }, other, named, 'second' in one, one.second === undefined, one.toString === undefined, { ...one, fourth: 4 },
			delete one.third, Object.keys(one), typeof one,
		]);
	`)
	assert.Equal(t, `[{"third":3},{"second":"x"},["first","third"],false,true,true,{"third":3,"fourth":4},true,["first"],"object"]`, got)
}

func TestASlimObjectTakesNoOtherField(t *testing.T) {
	t.Parallel()
	assert.Contains(t, newVU(t).thrown(`(function () { "use strict"; sse.objects(['a'])().b = 1; })()`), "returned false")
}

func TestManyFieldsAreFoundAsFewAre(t *testing.T) {
	t.Parallel()
	vu := newVU(t)
	for _, fields := range []string{"a", "a b c d e f g h", "a b c d e f g h i", strings.Repeat("x", 3) + " a b c d e f g h i j k l m n o p"} {
		require.NoError(t, vu.runtime.VU.Runtime().Set("fields", strings.Fields(fields)))
		got := vu.run(`
			const object = sse.objects(fields)();
			fields.forEach((name, i) => { object[name] = i; });
			return fields.every((name, i) => object[name] === i) && object.none === undefined && Object.keys(object).length === fields.length;
		`)
		assert.Equal(t, true, got, fields)
	}
}

func TestWhatPanicsInsideARuntimePanicsOutsideAndTheNextOneRuns(t *testing.T) {
	t.Parallel()
	rt := sobek.New()
	in, err := goInside(rt)
	require.NoError(t, err)
	require.PanicsWithValue(t, "no", func() { in.run(func() { panic("no") }) })
	var value sobek.Value
	in.run(func() { value, err = rt.RunString(`1 + 1`) })
	require.NoError(t, err)
	require.EqualValues(t, 2, value.Export())
	in.run(func() { _, err = rt.RunString(`throw new Error('thrown')`) })
	require.ErrorContains(t, err, "thrown")
	in.run(func() { value, err = rt.RunString(`2 + 2`) })
	require.NoError(t, err)
	require.EqualValues(t, 4, value.Export())
}
