package reading

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestGoldenStreamsAreTheSameHoweverTheirBytesAreCutIntoReads(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(streams + "/*/*.expect.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden streams under %s: %v", streams, err)
	}
	for _, file := range files {
		var expect expectation
		readJSON(t, file, &expect)
		if expect.Rules == "body" {
			continue
		}
		stem := strings.TrimSuffix(file, "expect.json")
		t.Run(strings.TrimPrefix(stem, streams+"/"), func(t *testing.T) {
			t.Parallel()
			size := len(theBytes(t, stem))
			// Frames are compared with the one before only where they are not kept.
			whole := playCut(t, stem, expect, func() int { return size }, Keep{Text: true, Times: true, Frames: true})
			whole["frames"] = nil
			sameCut := func(about string, length func() int) {
				if found := playCut(t, stem, expect, length, Keep{Text: true, Times: true}); !reflect.DeepEqual(found, whole) {
					t.Errorf("%s:\n%v\nin one read, each frame kept:\n%v", about, found, whole)
				}
			}
			sameCut("in one read", func() int { return size })
			sameCut("byte by byte", func() int { return 1 })
			for seed := range uint64(8) {
				random := rand.New(rand.NewPCG(seed, 0))
				// Short reads cut within lines, long ones hold several frames.
				longest := 4 << seed
				sameCut(fmt.Sprintf("reads of up to %d bytes, seed %d", longest, seed), func() int { return 1 + random.IntN(longest) })
			}
		})
	}
}

// playCut reads the bytes in reads of those lengths, all of them at one time.
func playCut(t *testing.T, stem string, expect expectation, length func() int, keep Keep) map[string]any {
	t.Helper()
	size := len(theBytes(t, stem))
	expect.Arrivals = nil
	for at := 0; at < size; {
		at = min(at+length(), size)
		expect.Arrivals = append(expect.Arrivals, [2]float64{float64(at), 100})
	}
	return play(t, stem, expect, keep)
}
