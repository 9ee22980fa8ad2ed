package framing

import (
	"fmt"
	"testing"
)

// record is what a splitter found, as text that a test can compare.
type record []string

func (r *record) Frame(data []byte)   { *r = append(*r, string(data)) }
func (r *record) Failure(data []byte) { *r = append(*r, "(failure) "+string(data)) }
func (r *record) Stray(data []byte)   { *r = append(*r, "(stray) "+string(data)) }
func (r *record) Comment()            { *r = append(*r, "(comment)") }
func (r *record) Unknown(line []byte) { *r = append(*r, "(unknown) "+string(line)) }

// split feeds the pieces between the cuts and closes unless there was an error.
func split(kind Kind, body []byte, cuts ...int) (found record, err error) {
	splitter := New(kind, &found)
	from := 0
	for _, cut := range append(cuts, len(body)) {
		// A splitter keeps nothing that it was fed: the read buffer is used again.
		chunk := append([]byte(nil), body[from:cut]...)
		if err := splitter.Feed(chunk); err != nil {
			return found, err
		}
		for i := range chunk {
			chunk[i] = 'X'
		}
		from = cut
	}
	return found, splitter.Close()
}

func sameHoweverCut(t *testing.T, kind Kind, body []byte, cuts ...int) {
	t.Helper()
	whole, wholeErr := split(kind, body)
	parts, partsErr := split(kind, body, cuts...)
	if fmt.Sprintf("%q", whole) != fmt.Sprintf("%q", parts) || fmt.Sprint(wholeErr) != fmt.Sprint(partsErr) {
		t.Fatalf("%q cut at %v:\nwhole %q %v\nparts %q %v", body, cuts, whole, wholeErr, parts, partsErr)
	}
}

// sameAtEveryCut tries every single cut, every pair of neighbours and one byte at a time.
func sameAtEveryCut(t *testing.T, kind Kind, body []byte) {
	t.Helper()
	all := make([]int, 0, len(body))
	for cut := range body {
		sameHoweverCut(t, kind, body, cut)
		if cut+1 < len(body) {
			sameHoweverCut(t, kind, body, cut, cut+1)
		}
		all = append(all, cut)
	}
	sameHoweverCut(t, kind, body, all...)
}

func fuzz(f *testing.F, kind Kind) {
	f.Fuzz(func(t *testing.T, body []byte, cuts []byte) {
		var at []int
		from := 0
		for _, step := range cuts {
			if from += int(step); from > len(body) {
				break
			}
			at = append(at, from)
		}
		sameHoweverCut(t, kind, body, at...)
	})
}

func FuzzSplitSSE(f *testing.F) {
	for _, test := range sseCases {
		f.Add([]byte(test.body), []byte{1, 1, 2, 3})
	}
	fuzz(f, SSE)
}

func FuzzSplitNDJSON(f *testing.F) {
	f.Add([]byte("{\"a\":1}\r\n\n {\"b\":2} \nlast"), []byte{3, 0, 5})
	fuzz(f, NDJSON)
}

func FuzzSplitAWSEventStream(f *testing.F) {
	good := message(map[string]string{":event-type": "chunk"}, `{"bytes":"aGk="}`)
	f.Add(good, []byte{4, 8, 1})
	f.Add(append(append([]byte(nil), good...), good...), []byte{12, 100})
	f.Add(good[:len(good)-1], []byte{5})
	fuzz(f, AWSEventStream)
}
