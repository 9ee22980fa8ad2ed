package rules

import "github.com/tidwall/gjson"

// maxDepth bounds the nesting of a frame. The validator recurses, and a peer that sends megabytes of `[` would
// otherwise end the whole process: Go's stack limit cannot be recovered from.
const maxDepth = 10_000

func isJSON(data []byte) bool {
	// A frame shorter than the bound cannot be deeper.
	if len(data) > maxDepth && depth(data) > maxDepth {
		return false
	}
	return gjson.ValidBytes(data)
}

// depth is the deepest nesting, too high at worst: brackets within strings are counted too if they only open.
func depth(data []byte) (deepest int) {
	open, inString := 0, false
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case b == '"':
			inString = !inString
		case b == '\\':
			i++
		case inString:
		case b == '[' || b == '{':
			open++
			deepest = max(deepest, open)
		case b == ']' || b == '}':
			open--
		}
	}
	return deepest
}
