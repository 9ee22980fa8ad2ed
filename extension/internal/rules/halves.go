package rules

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/tidwall/gjson"
)

// textOf is the text of a JSON string. Half a surrogate pair that stands alone is kept as three bytes, for the other
// half may come with the next frame: gateways that cut JavaScript strings cut within characters. gjson would make it
// U+FFFD at once.
func textOf(value *gjson.Result) string {
	if len(value.Raw) == len(value.Str)+2 || !(strings.Contains(value.Raw, `\ud`) || strings.Contains(value.Raw, `\uD`)) {
		return value.Str
	}
	raw := value.Raw[1 : len(value.Raw)-1]
	var text []byte
	for raw != "" {
		// No shorter part of a valid string than one character or one escape.
		if raw[0] != '\\' {
			text = append(text, raw[0])
			raw = raw[1:]
			continue
		}
		half, isHalf := halfAt(raw)
		other, hasOther := '\x00', false
		if isHalf && half < 0xDC00 {
			other, hasOther = halfAt(raw[6:])
		}
		switch {
		case hasOther && other >= 0xDC00:
			text = append(text, string(utf16.DecodeRune(half, other))...)
			raw = raw[12:]
		case isHalf:
			text = append(text, 0xE0|byte(half>>12), 0x80|byte(half>>6)&0x3F, 0x80|byte(half)&0x3F)
			raw = raw[6:]
		default:
			length := 2
			if raw[1] == 'u' {
				length = 6
			}
			text = append(text, gjson.Parse(`"`+raw[:length]+`"`).Str...)
			raw = raw[length:]
		}
	}
	return string(text)
}

// halfAt reads the escape of a surrogate at the beginning of a text.
func halfAt(raw string) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(raw[2:6], 16, 16)
	return rune(unit), err == nil && utf16.IsSurrogate(rune(unit))
}
