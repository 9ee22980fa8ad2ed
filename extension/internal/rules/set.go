package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Set is a compiled set of frame rules; its rules do not change, and all exchanges that use it share it.
type Set struct {
	// Channels are the piece channels by number, in the order in which the rules name them.
	Channels []string
	// ExtraNames are the names of the extra rules by number.
	ExtraNames []string
	// EndData is the raw data of the end mark if the end rule is one.
	EndData *string

	pieces                             []pieceField
	finish, usage, error, model, count []field
	extra                              []field
	end                                *test
	frame                              *scope
	lists                              []list
	// comparisons are all conditions that compare a value, wherever they stand.
	comparisons []comparison
	lookups     sync.Pool
}

// comparison is the place that a condition looks at; list is -1 for the frame itself.
type comparison struct{ list, slot int }

type pieceField struct {
	field
	channel int
}

// list is an array in the frame and what rules look for in each of its elements.
type list struct {
	path string
	slot int
	scope
}

// Empty is the set that looks nothing up: frames are counted and timed only.
var Empty = &Set{frame: newScope()}

// Compile reads the JSON of frame rules.
func Compile(text []byte) (*Set, error) {
	rules, err := decode(text)
	if err != nil {
		return nil, err
	}
	set := &Set{frame: newScope()}
	for i, piece := range rules.Pieces {
		compiled, err := set.compile(piece.fieldRule)
		if err != nil {
			return nil, fmt.Errorf("pieces.%d: %w", i, err)
		}
		set.pieces = append(set.pieces, pieceField{compiled, set.channel(piece.Channel)})
	}
	for _, part := range []struct {
		name string
		from []rule
		to   *[]field
	}{
		{"finish", rules.Finish, &set.finish},
		{"usage", rules.Usage, &set.usage},
		{"error", rules.Error, &set.error},
		{"model", rules.Model, &set.model},
		{"count", rules.Count, &set.count},
	} {
		for i, rule := range part.from {
			compiled, err := set.compile(rule.fieldRule)
			if err != nil {
				return nil, fmt.Errorf("%s.%d: %w", part.name, i, err)
			}
			*part.to = append(*part.to, compiled)
		}
	}
	return set, set.compileRest(rules)
}

func (s *Set) compileRest(rules *frameRules) error {
	for _, name := range slices.Sorted(maps.Keys(rules.Extra)) {
		compiled, err := s.compile(rules.Extra[name].fieldRule)
		if err != nil {
			return fmt.Errorf("extra.%s: %w", name, err)
		}
		s.ExtraNames = append(s.ExtraNames, name)
		s.extra = append(s.extra, compiled)
	}
	if rules.End != nil {
		s.EndData = rules.End.Data
		end, err := compileTest(rules.End.When, s.frame)
		if err != nil {
			return fmt.Errorf("end: %w", err)
		}
		s.end = end
		s.noteComparison(-1, end)
	}
	return nil
}

func (s *Set) channel(name string) int {
	if known := slices.Index(s.Channels, name); known >= 0 {
		return known
	}
	s.Channels = append(s.Channels, name)
	return len(s.Channels) - 1
}

func (s *Set) compile(rule fieldRule) (compiled field, err error) {
	compiled.list = -1
	scope := s.frame
	if rule.Each != nil {
		if compiled.list, err = s.list(rule.Each); err != nil {
			return compiled, fmt.Errorf("each: %w", err)
		}
		scope = &s.lists[compiled.list].scope
	}
	keys, err := splitPath(rule.Path)
	if err != nil {
		return compiled, err
	}
	compiled.slot = scope.slotOf(keys)
	if compiled.when, err = compileTest(rule.When, scope); err != nil {
		return compiled, fmt.Errorf("when: %w", err)
	}
	if compiled.unless, err = compileTest(rule.Unless, scope); err != nil {
		return compiled, fmt.Errorf("unless: %w", err)
	}
	s.noteComparison(compiled.list, compiled.when)
	s.noteComparison(compiled.list, compiled.unless)
	return compiled, nil
}

func (s *Set) noteComparison(list int, test *test) {
	if test != nil && test.is != nil {
		s.comparisons = append(s.comparisons, comparison{list, test.slot})
	}
}

func (s *Set) list(each *string) (int, error) {
	keys, err := splitPath(each)
	if err != nil {
		return 0, err
	}
	path := strings.Join(keys, ".")
	known := slices.IndexFunc(s.lists, func(l list) bool { return l.path == path })
	if known >= 0 {
		return known, nil
	}
	s.lists = append(s.lists, list{path: path, slot: s.frame.slotOf(keys), scope: *newScope()})
	return len(s.lists) - 1, nil
}
