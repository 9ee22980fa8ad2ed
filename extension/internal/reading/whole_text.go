package reading

import (
	"unicode/utf16"
	"unicode/utf8"
)

// wholeText joins the halves of characters that came in two frames, each kept as three bytes. What is left of them, and
// every other byte that is no UTF-8, is U+FFFD.
func wholeText(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	whole := make([]byte, 0, len(text))
	for len(text) > 0 {
		if half, ok := halfAt(text); ok {
			text = text[3:]
			// DecodeRune gives U+FFFD for what is no pair.
			joined := rune(utf8.RuneError)
			if other, isHalf := halfAt(text); isHalf {
				if joined = utf16.DecodeRune(half, other); joined != utf8.RuneError {
					text = text[3:]
				}
			}
			whole = utf8.AppendRune(whole, joined)
			continue
		}
		r, size := utf8.DecodeRune(text)
		whole = utf8.AppendRune(whole, r)
		text = text[size:]
	}
	return string(whole)
}

func halfAt(text []byte) (rune, bool) {
	if len(text) < 3 || text[0] != 0xED || text[1] < 0xA0 || text[1] > 0xBF || text[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(text[1]&0x3F)<<6 | rune(text[2]&0x3F), true
}
