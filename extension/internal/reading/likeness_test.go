package reading

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

const allKinds = `{
	"pieces":[
		{"channel":"text","path":"c.0.t","unless":{"path":"k","is":"skip"}},
		{"channel":"thought","path":"r","when":{"path":"r","is":"why"}},
		{"channel":"part","each":"p","path":"t","when":{"path":"y","is":"a"}},
		{"channel":"kind","path":"k"}],
	"finish":["f"],"usage":["u"],"error":["e"],"model":["m","c.0.t2"],"count":["n"],
	"extra":{"whole":"x","piece":"c.1"},"end":{"when":{"path":"k","is":"end"}}}`

// frames are short, so that any few in a row often differ in one place only.
var frames = []string{
	`{"c":[{"t":%s}],"m":"m1"}`, `{"c":[{"t":%s}],"m":"m2"}`, `{"c":[{"t":%s}],"k":"skip"}`, `{"c":[{"t":%s,"t2":%s}]}`,
	`{"c":[{"t":"a"},%s]}`, `{"r":%s}`, `{"k":%s}`, `{"m":%s}`, `{"p":[{"y":"a","t":%s}]}`, `{"p":[{"y":%s,"t":"b"}]}`,
	`{"c":[{"t":%s}],"x":{"t":"v"}}`, `{"c":[{"t":%s}],"u":{"n":1}}`, `{"c":[{"t":%s}],"f":%s}`, `{"c":[{"t":%s}],"n":4}`,
	`{"c":[{"t":%s}],"e":%s}`, `{"c":[{"t":%s,"t":"twice"}]}`, `{"c":[{"t":%s}]`, `{"x":%s}`, ` {"c": [ {"t": %s} ] }`,
}

var texts = []string{
	`"a"`, `"b"`, `"why"`, `"skip"`, `"end"`, `""`, `"\n"`, `"é\"x"`, "\"\x01\"", `"a","t":"b"`, `null`, `1`, `"longer text"`,
}

func TestAFrameLikeAnotherTellsTheSameAsALookup(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	alike := 0
	for range 5_000 {
		fast := newReader(t, framing.NDJSON, allKinds, Keep{Text: true, Times: true})
		slow := newReader(t, framing.NDJSON, allKinds, Keep{Text: true, Times: true})
		slow.alike.misses = maxMisses
		var body strings.Builder
		frame := frames[random.IntN(len(frames))]
		for at := range 12 {
			if random.IntN(3) == 0 {
				frame = frames[random.IntN(len(frames))]
			}
			line := frame
			for strings.Contains(line, "%s") {
				line = strings.Replace(line, "%s", texts[random.IntN(len(texts))], 1)
			}
			body.WriteString(line + "\n")
			if _, ok := fast.alike.text([]byte(line)); ok {
				alike++
			}
			feed(t, fast, line+"\n", float64(at))
			feed(t, slow, line+"\n", float64(at))
		}
		if got, want := shown(fast), shown(slow); got != want {
			t.Fatalf("%s\ngot  %s\nwant %s", body.String(), got, want)
		}
	}
	if alike < 500 {
		t.Errorf("only %d frames were alike: this tests nothing", alike)
	}
}

func TestGoldenStreamsTellTheSameWithAndWithoutLikeness(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(streams + "/*/*.sse")
	if err != nil || len(files) == 0 {
		t.Skipf("no event streams under %s", streams)
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(file), "rules.json"))
		if err != nil {
			t.Fatal(err)
		}
		set, err := rules.Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fast := NewReader(Options{Framing: framing.SSE, Rules: set, Keep: Keep{Text: true}})
		slow := NewReader(Options{Framing: framing.SSE, Rules: set, Keep: Keep{Text: true}})
		slow.alike.misses = maxMisses
		feed(t, fast, string(body), 5)
		feed(t, slow, string(body), 5)
		if got, want := shown(fast), shown(slow); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", file, got, want)
		}
	}
}

func TestLearningStopsWhereNoFrameIsLikeTheLast(t *testing.T) {
	t.Parallel()
	reader := newReader(t, framing.NDJSON, twoChannels, Keep{})
	for n := range 20 {
		feed(t, reader, fmt.Sprintf(`{"t":"a","pad":%d}`+"\n", n), float64(n))
	}
	if reader.alike.misses != maxMisses {
		t.Errorf("%d misses, want to stop after %d", reader.alike.misses, maxMisses)
	}
}

func shown(reader *Reader) string {
	found := reader.Result()
	parts := []any{
		found.FrameCount, found.Finish, found.Model, found.Extra, found.Usage(), found.Comments, found.RoleOnlyFirst,
		found.MalformedCount, reader.Ended(),
	}
	first, last, counted := found.Counts()
	parts = append(parts, first, last, counted)
	for _, text := range []*string{found.Error, found.MalformedFirst} {
		if text != nil {
			parts = append(parts, *text)
		}
	}
	if found.Pieces != nil {
		parts = append(parts, *found.Pieces)
	}
	for _, channel := range found.Channels {
		parts = append(parts, channel.Name, *channel.Series, channel.Text, channel.Times)
	}
	return fmt.Sprintf("%v", parts)
}
