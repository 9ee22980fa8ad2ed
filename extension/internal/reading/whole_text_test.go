package reading

import "testing"

func TestHalvesOfCharactersAreJoined(t *testing.T) {
	t.Parallel()
	const high, low = "\xed\xa0\xbd", "\xed\xb9\x82"
	for text, want := range map[string]string{
		"plain":                "plain",
		high + low:             "🙂",
		"a" + high + low + "b": "a🙂b",
		high:                   "\ufffd",
		low + high:             "\ufffd\ufffd",
		high + high + low:      "\ufffd🙂",
		high + "x" + low:       "\ufffdx\ufffd",
		"\xff" + high + low:    "\ufffd🙂",
		"é\xed\xa0":            "é\ufffd\ufffd",
	} {
		if got := wholeText([]byte(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
