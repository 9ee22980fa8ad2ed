package reading

import (
	"fmt"
	"strings"
	"testing"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

func newReader(t testing.TB, kind framing.Kind, text string, keep Keep) *Reader {
	t.Helper()
	set, err := rules.Compile([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(Options{Framing: kind, Rules: set, Keep: keep})
}

func feed(t *testing.T, reader *Reader, body string, atMs float64) {
	t.Helper()
	if err := reader.Feed([]byte(body), atMs); err != nil {
		t.Fatal(err)
	}
}

const twoChannels = `{"pieces":[{"channel":"text","path":"t"},{"channel":"text","path":"u"},{"channel":"thought","path":"r"}],
	"usage":["usage"],"error":["error"],"end":{"data":"[DONE]"}}`

func TestAllThatOneFrameBringsToAChannelIsOnePiece(t *testing.T) {
	t.Parallel()
	reader := newReader(t, framing.NDJSON, twoChannels, Keep{Text: true, Times: true})
	feed(t, reader, `{"t":"a","u":"b"}`+"\n", 10)
	feed(t, reader, `{"t":"c","r":"why"}`+"\n", 30)
	feed(t, reader, `{"r":"so"}`+"\n", 35)
	found := reader.Result()
	var got []string
	for _, channel := range found.Channels {
		got = append(got, fmt.Sprint(channel.Name, channel.Count, channel.First, channel.Last, channel.Text, channel.Times))
	}
	want := "[text2 10 30abc[10 30] thought2 30 35whyso[30 35]]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
	longest, p50, p99, _ := found.Pieces.Gaps()
	if found.Pieces.Count != 3 || longest != 20 || p50 != 5 || p99 != 20 {
		t.Errorf("all together: %+v, gaps %v %v %v", found.Pieces, longest, p50, p99)
	}
}

func TestTheLastPieceIsOfTheLastFrameThoughOthersCameInTheSameRead(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"t":"a"}` + "\n": "[text true]",
		`{"r":"a"}` + "\n" + `{"t":"b"}` + "\n" + `{}` + "\n": "[text true thought false]",
		`{"t":"a"}` + "\n" + `{"r":"b"}` + "\n":               "[text false thought true]",
		`{"t":"a","r":"b"}` + "\n":                            "[text true thought true]",
	} {
		reader := newReader(t, framing.NDJSON, twoChannels, Keep{})
		feed(t, reader, body, 10)
		var got []any
		for _, channel := range reader.Result().Channels {
			got = append(got, channel.Name, channel.InLastPiece)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", body, got, want)
		}
	}
}

func TestAUsageOrAnErrorAfterTheEndStillCounts(t *testing.T) {
	t.Parallel()
	reader := newReader(t, framing.SSE, twoChannels, Keep{Frames: true})
	feed(t, reader, "data: {\"t\":\"a\"}\n\ndata: [DONE]\n\ndata: {\"t\":\"late\",\"usage\":{\"n\":1}}\n\n: ping\n\ndata: {\"error\":1}\n\n", 7)
	found := reader.Result()
	if !reader.Ended() || found.FrameCount != 2 || len(found.Frames) != 2 || found.Comments != 0 || found.Pieces.Count != 1 {
		t.Errorf("frames after the end were taken for frames: %+v", found)
	}
	if fmt.Sprint(found.Usage()) != `[{"n":1}]` || *found.Error != `{"error":1}` {
		t.Errorf("got usage %v, error %v", found.Usage(), found.Error)
	}
}

func TestOnlyTheFirstAndTheLastUsageAreKept(t *testing.T) {
	t.Parallel()
	reader := newReader(t, framing.NDJSON, twoChannels, Keep{})
	for i := range 5 {
		feed(t, reader, fmt.Sprintf(`{"usage":{"n":%d}}`+"\n", i), 1)
	}
	found := reader.Result()
	if fmt.Sprint(found.Usage()) != `[{"n":0} {"n":4}]` || found.LastUsage() != `{"n":4}` {
		t.Errorf("got %v", found.Usage())
	}
}

func TestLinesThatAreNoFieldsOfAnEventStreamCountOnlyWhereNothingElseComes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ body, first string }{
		{"<html>\n\n<p>Sign in</p>", "<html>\n<p>Sign in</p>"},
		{": ping\nretry: 5\nevent: open\n\nfoo: 1\n\n", "foo: 1"},
		{"foo: 1\ndata:\n\n", "foo: 1"},
		{"foo: 1\ndata: {}\n\n", ""},
		{"data: {}\n\nfoo: 1\n\n", ""},
		{": ping\nretry: 5\nevent: open\nid: 1\ndata:\n\n", ""},
		{strings.Repeat("é", 500) + "\n", strings.Repeat("é", 200)},
	} {
		reader := newReader(t, framing.SSE, twoChannels, Keep{})
		feed(t, reader, test.body, 1)
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
		found, first := reader.Result(), ""
		if found.MalformedFirst != nil {
			first = *found.MalformedFirst
		}
		if first != test.first || found.MalformedCount != min(len(test.first), 1) {
			t.Errorf("%q: %d malformed, the first %q, want %q", test.body, found.MalformedCount, first, test.first)
		}
	}
}

func TestLongTextsAreCutWhereJavaScriptWouldCutThem(t *testing.T) {
	t.Parallel()
	reader := newReader(t, framing.NDJSON, twoChannels, Keep{})
	feed(t, reader, "no json "+strings.Repeat("é", 300)+"\n", 1)
	feed(t, reader, `{"error":"`+strings.Repeat("x", 5000)+`"}`+"\n", 1)
	found := reader.Result()
	if first := []rune(*found.MalformedFirst); len(first) != 200 {
		t.Errorf("malformed text of %d characters, want 200", len(first))
	}
	if len(*found.Error) != 4096 {
		t.Errorf("error text of %d characters, want 4096", len(*found.Error))
	}
	if got := cut("ab🙂c", 3); got != "ab" {
		t.Errorf("cut within a surrogate pair: %q", got)
	}
}

func TestAFrameIsReadWithoutAllocating(t *testing.T) {
	reader := newReader(t, framing.SSE, twoChannels, Keep{})
	frame := []byte("data: {\"id\":\"x\",\"t\":\"hello\",\"usage\":null}\n\n")
	reader.log.channels[0].series.gaps = make([]uint32, 0, 1<<12)
	at := 0.0
	read := func() { at++; _ = reader.Feed(frame, at) }
	read()
	if allocations := testing.AllocsPerRun(1000, read); allocations > 0 {
		t.Fatalf("%v allocations a frame, want none", allocations)
	}
}

func BenchmarkFrame(b *testing.B) {
	text := readGoldenRules(b)
	reader := newReader(b, framing.SSE, text, Keep{})
	frame := []byte(`data: {"id":"chatcmpl-9nYF1ApQbV2Qa3cKx6Qm1l4Vx7gPz","object":"chat.completion.chunk","created":1721721600,"model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_611b667b19","choices":[{"index":0,"delta":{"content":" hello"},"logprobs":null,"finish_reason":null}],"usage":null}` + "\n\n")
	b.ReportAllocs()
	b.SetBytes(int64(len(frame)))
	at := 0.0
	for b.Loop() {
		at++
		_ = reader.Feed(frame, at)
	}
}
