package framing

import (
	"bytes"
	"fmt"
	"testing"
)

var sseCases = []struct {
	name, body string
	want       []string
}{
	{"line feeds", "data: a\n\ndata: b\n\n", []string{"a", "b"}},
	{"carriage returns with line feeds", "data: a\r\n\r\ndata: b\r\n\r\n", []string{"a", "b"}},
	{"lone carriage returns", "data: a\r\rdata: b\r\r", []string{"a", "b"}},
	{"all three line ends in one body", "data: a\r\n\ndata: b\r\r\ndata: c\n\r", []string{"a", "b", "c"}},
	{"a byte order mark at the start", "\ufeffdata: a\n\n", []string{"a"}},
	{"a byte order mark later belongs to the line", "data: a\n\n\ufeffdata: b\n\n", []string{"a", "(unknown) \ufeffdata: b"}},
	{"several data lines", "data: a\ndata: b\ndata\ndata: c\n\n", []string{"a\nb\n\nc"}},
	{"no space after the colon", "data:a\n\n", []string{"a"}},
	{"only one space is dropped", "data:  a \n\n", []string{" a "}},
	{"a comment before data", ": ping\ndata: a\n\n", []string{"(comment)", "a"}},
	{"a comment without any text", ":\n\n", []string{"(comment)"}},
	{"data without a colon is empty and no frame", "data\n\n", nil},
	{"empty data is no frame", "data:\n\ndata: \n\n", nil},
	{"an event without data is no frame", "event: ping\n\nid: 1\n\nretry: 5\n\n", nil},
	{"unknown fields", "foo: 1\nbar\ndata: a\nDATA: b\n\n", []string{"(unknown) foo: 1", "(unknown) bar", "(unknown) DATA: b", "a"}},
	{"an event named error", "event: error\ndata: a\n\nevent: error\n\ndata: b\n\n", []string{"(failure) a", "b"}},
	{"JSON without its data, up to a blank line", "{\"a\":\n1}\n: ping\nretry: 1\ndata: b\n\nx\n{}\n\n\"c\"\n[", []string{"(comment)", "b", "(stray) {\"a\":\n1}", "(unknown) x", "(stray) {}", "(unknown) \"c\"", "(stray) ["}},
	{"a last frame without a blank line", "data: a\n\ndata: b\n", []string{"a", "b"}},
	{"a last frame without any line end", "data: a\n\ndata: b", []string{"a", "b"}},
	{"no bytes", "", nil},
	{"only blank lines", "\n\r\n\r\n\n\r", nil},
	{"a colon in the data", "data: {\"a\":\"b: c\"}\n\n", []string{`{"a":"b: c"}`}},
	{"a NUL byte and broken UTF-8", "data: \x00\xff\xfe\n\n", []string{"\x00\xff\xfe"}},
}

func TestSSE(t *testing.T) {
	t.Parallel()
	for _, test := range sseCases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found, err := split(SSE, []byte(test.body))
			if err != nil || fmt.Sprintf("%q", found) != fmt.Sprintf("%q", test.want) {
				t.Fatalf("got %q %v, want %q", found, err, test.want)
			}
			sameAtEveryCut(t, SSE, []byte(test.body))
		})
	}
}

type events []string

func (e *events) Event(event Event) {
	*e = append(*e, fmt.Sprintf("id=%s name=%s data=%s comment=%s", event.ID, event.Name, event.Data, event.Comment))
}
func (e *events) Comment([]byte)      {}
func (e *events) Unknown(line []byte) { *e = append(*e, "unknown "+string(line)) }

func TestAnEventHasIDNameDataAndComment(t *testing.T) {
	t.Parallel()
	body := []byte("id: 7\nevent: delta\n: note\ndata: x\n\n: ping\n\nwhat is this\ndata: y\n\n")
	want := []string{"id=7 name=delta data=x comment=note", "id= name= data= comment=ping", "unknown what is this", "id= name= data=y comment="}
	for step := 1; step <= len(body); step++ {
		var found events
		splitter := NewSSE(&found)
		for rest := body; len(rest) > 0; {
			n := min(step, len(rest))
			chunk := bytes.Clone(rest[:n])
			_ = splitter.Feed(chunk)
			clear(chunk)
			rest = rest[n:]
		}
		_ = splitter.Close()
		if fmt.Sprintf("%q", found) != fmt.Sprintf("%q", want) {
			t.Fatalf("in steps of %d: got %q, want %q", step, found, want)
		}
	}
}

func TestAWholeEventIsSplitWithoutAllocating(t *testing.T) {
	chunk := []byte("event: delta\ndata: {\"choices\":[{\"delta\":{\"content\":\"hello\"}}]}\n\n")
	splitter := New(SSE, nothing{})
	_ = splitter.Feed(chunk)
	if allocations := testing.AllocsPerRun(100, func() { _ = splitter.Feed(chunk) }); allocations > 0 {
		t.Fatalf("%v allocations an event, want none", allocations)
	}
}

type nothing struct{}

func (nothing) Frame([]byte)   {}
func (nothing) Failure([]byte) {}
func (nothing) Stray([]byte)   {}
func (nothing) Comment()       {}
func (nothing) Unknown([]byte) {}
