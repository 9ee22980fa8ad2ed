package framing

import (
	"fmt"
	"testing"
)

func TestNDJSON(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"one object a line", "{\"a\":1}\n{\"b\":2}\n", []string{`{"a":1}`, `{"b":2}`}},
		{"carriage returns and indentation", "  {\"a\":1}\t\r\n", []string{`{"a":1}`}},
		{"blank lines", "\n \r\n{\"a\":1}\n\n", []string{`{"a":1}`}},
		{"a last line without a line end", "{\"a\":1}\n{\"b\":2}", []string{`{"a":1}`, `{"b":2}`}},
		{"a byte order mark", "\ufeff{\"a\":1}\n", []string{`{"a":1}`}},
		{"no bytes", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found, err := split(NDJSON, []byte(test.body))
			if err != nil || fmt.Sprintf("%q", found) != fmt.Sprintf("%q", test.want) {
				t.Fatalf("got %q %v, want %q", found, err, test.want)
			}
			sameAtEveryCut(t, NDJSON, []byte(test.body))
		})
	}
}
