package exchange

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAnEndpointThatLeavesItsRepliesOpenIsKnownByThreeInARow(t *testing.T) {
	for name, one := range map[string]struct {
		open  []bool
		often bool
	}{
		"none yet":                {nil, false},
		"two":                     {[]bool{true, true}, false},
		"three":                   {[]bool{true, true, true}, true},
		"three, but not in a row": {[]bool{true, true, false, true}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var replies inARow
			for _, open := range one.open {
				replies.note(open)
			}
			assert.Equal(t, one.often, replies.often())
		})
	}
}
