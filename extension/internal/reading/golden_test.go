package reading

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
	"github.com/k6-llm/k6-llm/extension/internal/rules"
)

// expectation is a file `<case>.expect.json`; test/fixtures/README.md tells its fields.
type expectation struct {
	About       string
	ContentType string
	Rules       string
	Arrivals    [][2]float64
	End         string
	Capture     map[string]any
}

// captures is the file into which all that was found of each golden stream is written, for a test that compares it with
// what the TypeScript evaluator finds (test/k6/two-evaluators.k6.test.ts).
var captures = flag.String("captures", "", "the file into which to write what was found")

const streams = "../../../test/fixtures/streams"

func TestGoldenStreams(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(streams + "/*/*.expect.json")
	if err != nil {
		t.Fatal(err)
	}
	var mutex sync.Mutex
	played := map[string]map[string]any{}
	if *captures != "" {
		t.Cleanup(func() { writeJSON(t, *captures, played) })
	}
	for _, file := range files {
		var expect expectation
		readJSON(t, file, &expect)
		name := strings.TrimPrefix(strings.TrimSuffix(file, ".expect.json"), streams+"/")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := play(t, strings.TrimSuffix(file, "expect.json"), expect, Keep{Text: true, Times: true, Frames: true})
			mutex.Lock()
			played[name] = found
			mutex.Unlock()
			for name, want := range expect.Capture {
				if got := found[name]; !reflect.DeepEqual(got, want) {
					t.Errorf("%s\n%s: got %v, want %v", expect.About, name, got, want)
				}
			}
		})
	}
	if len(files) == 0 {
		t.Fatalf("no golden streams under %s", streams)
	}
}

// play reads the bytes at their arrivals and gives what was found in the words of the README.
func play(t *testing.T, stem string, expect expectation, keep Keep) map[string]any {
	t.Helper()
	body := theBytes(t, stem)
	whole := expect.Rules == "body"
	file := "rules.json"
	if whole {
		file = "body-rules.json"
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(stem), file))
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	kind, known := framing.ForContentType(expect.ContentType)
	if !known {
		kind = framing.SSE
	}
	reader := NewReader(Options{Framing: kind, Rules: set, Keep: keep})
	if whole {
		endMs := expect.Arrivals[len(expect.Arrivals)-1][1]
		reader.Whole(body, endMs)
		return inWordsOfTheReadme(t, reader, expect.End, endMs)
	}
	from, endMs := 0, 0.0
	for _, arrival := range expect.Arrivals {
		to := int(arrival[0])
		endMs = arrival[1]
		// The buffer of a read is used again for the next one.
		chunk := bytes.Clone(body[from:to])
		err := reader.Feed(chunk, arrival[1])
		for i := range chunk {
			chunk[i] = 'X'
		}
		if err != nil {
			reader.Protocol(err)
			return inWordsOfTheReadme(t, reader, "protocol", endMs)
		}
		from = to
	}
	if err := reader.Close(); err != nil && expect.End == "eof" {
		t.Fatal(err)
	}
	return inWordsOfTheReadme(t, reader, expect.End, endMs)
}

func inWordsOfTheReadme(t *testing.T, reader *Reader, ended string, endMs float64) map[string]any {
	t.Helper()
	found := reader.Result()
	if reader.Ended() {
		ended, endMs = "terminal", *found.EndFrame
	}
	channels, text, times, last := map[string]any{}, map[string]any{}, map[string]any{}, []string{}
	for _, channel := range found.Channels {
		if channel.InLastPiece {
			last = append(last, channel.Name)
		}
		channels[channel.Name], text[channel.Name], times[channel.Name] = seriesWords(channel.Series), channel.Text, channel.Times
	}
	words := map[string]any{
		"channels": channels, "pieces": seriesWords(found.Pieces), "text": text, "times": times, "frames": found.Frames,
		"lastChannels": last, "malformedFirst": found.MalformedFirst,
		"finish": orNil(found.Finish), "model": orNil(found.Model), "error": found.Error, "comments": found.Comments,
		"roleOnlyFirst": found.RoleOnlyFirst, "malformed": found.MalformedCount, "frameCount": found.FrameCount,
		"ended": ended, "firstFrame": found.FirstFrame, "finishFrame": found.FinishFrame, "endMs": endMs, "counts": nil,
		"usage": rawAll(found.Usage()), "extra": rawEach(found.Extra),
	}
	if first, last, ok := found.Counts(); ok {
		words["counts"] = map[string]any{"first": first, "last": last}
	}
	return throughJSON(t, words)
}

func seriesWords(series *Series) any {
	if series == nil {
		return nil
	}
	words := map[string]any{"count": series.Count, "first": series.First, "last": series.Last}
	if longest, p50, p99, ok := series.Gaps(); ok {
		words["longestGap"], words["gapP50"], words["gapP99"] = longest, p50, p99
	}
	return words
}

func theBytes(t *testing.T, stem string) []byte {
	t.Helper()
	files, _ := filepath.Glob(stem + "*")
	for _, file := range files {
		if !strings.HasSuffix(file, ".expect.json") {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			return body
		}
	}
	t.Fatalf("%s has no bytes beside it", stem)
	return nil
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", file, err))
	}
}

func writeJSON(t *testing.T, file string, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err == nil {
		err = os.WriteFile(file, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// throughJSON makes the kinds of numbers and lists those that the expectation has.
func throughJSON(t *testing.T, words map[string]any) (plain map[string]any) {
	t.Helper()
	text, err := json.Marshal(words)
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func rawAll(values []string) []json.RawMessage {
	raw := make([]json.RawMessage, len(values))
	for i, value := range values {
		raw[i] = json.RawMessage(value)
	}
	return raw
}

func rawEach(values map[string]string) map[string]json.RawMessage {
	raw := map[string]json.RawMessage{}
	for name, value := range values {
		raw[name] = json.RawMessage(value)
	}
	return raw
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
