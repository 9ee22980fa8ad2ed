package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestASocketGoesToThePollerWithTheFewestOrToANewOneWhereAllHaveEnough(t *testing.T) {
	for name, one := range map[string]struct {
		counts     []int
		processors int
		want       int
	}{
		"the first":                         {nil, 1, 0},
		"the only one":                      {[]int{499}, 4, 0},
		"the only one has enough":           {[]int{500}, 4, 1},
		"but there is no processor for two": {[]int{5000}, 1, 0},
		"the one with the fewest":           {[]int{500, 20, 30}, 4, 1},
		"all have enough":                   {[]int{500, 501}, 4, 2},
		"as many as processors":             {[]int{900, 800}, 2, 1},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, one.want, pollerFor(one.counts, one.processors))
		})
	}
}
