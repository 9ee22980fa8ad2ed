package rules

import (
	"fmt"
	"strings"
	"testing"
)

func compile(t *testing.T, text string) *Set {
	t.Helper()
	set, err := Compile([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// pieces gives what the piece rules find in a frame, as `channel:text`.
func pieces(t *testing.T, rules, frame string) (found []string) {
	t.Helper()
	set := compile(t, `{"pieces":`+rules+`}`)
	lookup := NewLookup(set)
	if !lookup.Read([]byte(frame)) {
		t.Fatalf("%s: no JSON", frame)
	}
	lookup.Pieces(func(channel int, text string) { found = append(found, set.Channels[channel]+":"+text) })
	return found
}

func TestPieces(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, rules, frame string
		want               []string
	}{
		{"a path", `[{"channel":"t","path":"a.0.b"}]`, `{"a":[{"b":"x"}]}`, []string{"t:x"}},
		{"a key that is a number", `[{"channel":"t","path":"a.0"}]`, `{"a":{"0":"x"}}`, []string{"t:x"}},
		{"an index with a leading zero is none", `[{"channel":"t","path":"a.00"}]`, `{"a":["x"]}`, nil},
		{"a key that gjson would take for a modifier", `[{"channel":"t","path":"@this.:x-y"}]`, `{"@this":{":x-y":"z"}}`, []string{"t:z"}},
		{"an array at the top", `[{"channel":"t","path":"1"}]`, `["x","y"]`, []string{"t:y"}},
		{"an escaped key and text", `[{"channel":"t","path":"a"}]`, `{"\u0061":"\"\u00e9\n"}`, []string{"t:\"\u00e9\n"}},
		{"escapes of every kind, a pair of surrogates among them", `[{"channel":"t","path":"a"}]`, `{"a":"\"\\\/\b\f\n\r\t\u00e9\uD83D\ude42é"}`, []string{"t:\"\\/\b\f\n\r\té🙂é"}},
		{"half a pair is kept, for the other may come", `[{"channel":"t","path":"a"}]`, `{"a":"\n\ud83dx"}`, []string{"t:\n\xed\xa0\xbdx"}},
		{"of equal keys the last", `[{"channel":"t","path":"a.b"}]`, `{"a":{"b":"x"},"a":{}}`, nil},
		{"an empty string is no piece", `[{"channel":"t","path":"a"}]`, `{"a":""}`, nil},
		{"a number is no piece", `[{"channel":"t","path":"a"}]`, `{"a":1}`, nil},
		{"every rule is tried", `[{"channel":"t","path":"a"},{"channel":"u","path":"b"},{"channel":"t","path":"b"}]`, `{"b":"y","a":"x"}`, []string{"t:x", "u:y", "t:y"}},
		{"each element", `[{"channel":"t","each":"a","path":"b"}]`, `{"a":[{"b":"x"},{},7,{"b":"y"}]}`, []string{"t:x", "t:y"}},
		{"each of what is no array", `[{"channel":"t","each":"a","path":"b"}]`, `{"a":{"b":"x"}}`, nil},
		{"a condition on the element", `[{"channel":"t","each":"a","path":"b","when":{"path":"k","is":1}}]`, `{"a":[{"b":"x","k":1},{"b":"y","k":"1"},{"b":"z","k":1.0}]}`, []string{"t:x", "t:z"}},
		{"a condition on one of several values", `[{"channel":"t","each":"a","path":"b","when":{"path":"k","is":["p",1]}}]`, `{"a":[{"b":"x","k":"p"},{"b":"y","k":"1"},{"b":"z","k":1},{"b":"w"}]}`, []string{"t:x", "t:z"}},
		{"a condition on a boolean", `[{"channel":"t","path":"b","when":{"path":"k","is":false}}]`, `{"b":"x","k":false}`, []string{"t:x"}},
		{"false is not what is absent", `[{"channel":"t","path":"b","when":{"path":"k","is":false}}]`, `{"b":"x"}`, nil},
		{"unless something is present", `[{"channel":"t","path":"b","unless":{"path":"k"}}]`, `{"b":"x","k":{"a":0}}`, nil},
		{"unless, with something empty", `[{"channel":"t","path":"b","unless":{"path":"k"}}]`, `{"b":"x","k":{ }}`, []string{"t:x"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := pieces(t, test.rules, test.frame); fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPresenceIsThatOfTheTypeScriptFunction(t *testing.T) {
	t.Parallel()
	lookup := NewLookup(compile(t, `{"usage":["a"]}`))
	for value, present := range map[string]bool{
		"null": false, "false": false, "0": false, "-0.0": false, `""`: false, "[]": false, "{}": false, "{\n }": false,
		"true": true, "1": true, `"x"`: true, "[0]": true, `{"a":null}`: true,
	} {
		lookup.Read([]byte(`{"a":` + value + `}`))
		if got := lookup.Usage() != ""; got != present {
			t.Errorf("%s: got %v, want %v", value, got, present)
		}
	}
}

func TestTheFirstFittingValueWinsByRuleThenByElement(t *testing.T) {
	t.Parallel()
	lookup := NewLookup(compile(t, `{"finish":["a",{"each":"c","path":"f"}]}`))
	for frame, want := range map[string]string{
		`{"a":"","c":[{"f":null},{"f":"stop"},{"f":"length"}]}`: "stop",
		`{"a":"x","c":[{"f":"stop"}]}`:                          "x",
		`{"c":[]}`:                                              "",
	} {
		lookup.Read([]byte(frame))
		if got := lookup.Finish(); got != want {
			t.Errorf("%s: got %q, want %q", frame, got, want)
		}
	}
}

func TestWrongRulesAreRefusedWithTheirPlace(t *testing.T) {
	t.Parallel()
	for rules, want := range map[string]string{
		`{"pieces":[{"channel":"t","path":"a..b"}]}`:             `pieces.0: path "a..b"`,
		`{"pieces":[{"channel":"t","path":"a.*"}]}`:              `path "a.*"`,
		`{"pieces":[{"path":"a"}]}`:                              "pieces.0: expected a channel name",
		`{"pieces":[{"channel":"t"}]}`:                           "pieces.0: a path is missing",
		`{"pieces":[{"channel":"t","path":"a","wenn":{}}]}`:      `unknown field "wenn"`,
		`{"usage":[""]}`:                                         "usage.0: path",
		`{"usage":[{"path":"a","when":{"path":"b","is":{}}}]}`:   "usage.0: when: is: expected a string",
		`{"usage":[{"path":"a","each":"a b"}]}`:                  "usage.0: each: path",
		`{"usage":"a"}`:                                          "usage",
		`{"extra":{"tier":{"path":"#"}}}`:                        "extra.tier: path",
		`{"usage":[{"path":"a","when":{"path":"b","is":[]}}]}`:   "usage.0: when: is: expected at least one",
		`{"usage":[{"path":"a","when":{"path":"b","is":[[]]}}]}`: "usage.0: when: is: expected a string",
		`{"end":{}}`:        "end: expected data, when or both",
		`{"finish":[null]}`: "finish.0: a path is missing",
		`[]`:                "",
	} {
		_, err := Compile([]byte(rules))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", rules, err, want)
		}
	}
}

func TestMegabytesOfOpenBracketsAreNoJSON(t *testing.T) {
	t.Parallel()
	lookup := NewLookup(Empty)
	if lookup.Read([]byte(strings.Repeat("[", 8<<20))) {
		t.Error("taken for JSON")
	}
	deep := strings.Repeat(`{"a":[`, 4000) + strings.Repeat("]}", 4000)
	if !lookup.Read([]byte(deep)) {
		t.Error("8,000 levels refused")
	}
	if !lookup.Read([]byte(`"` + strings.Repeat("[", 1<<20) + `"`)) {
		t.Error("brackets in a string taken for depth")
	}
}

func FuzzLookupNeverPanics(f *testing.F) {
	f.Add([]byte(`{"a":[{"b":"x"}],"u":{"n":1}}`))
	f.Add([]byte(`{"a":[{"b":"\ud83d"}],"a":[1,2,{}]} `))
	set, err := Compile([]byte(`{"pieces":[{"channel":"t","each":"a","path":"b","unless":{"path":"c"}},{"channel":"u","path":"a.0.b"}],
		"usage":["u"],"count":["u.n"],"finish":[{"each":"a","path":"f.0"}],"error":["e"],"model":["m"],"extra":{"x":"u.n"}}`))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		lookup := NewLookup(set)
		for range 2 {
			if lookup.Read(frame) {
				lookup.Pieces(func(int, string) {})
				_, _, _, _, _, _ = lookup.Usage(), lookup.Finish(), lookup.Model(), lookup.HasError(), lookup.Count(), lookup.Extra(0)
			}
		}
	})
}
