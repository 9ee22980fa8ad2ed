package rules

import "github.com/tidwall/gjson"

// A scope is the set of places that rules look at in one JSON value: the frame, or an element of an array in it. The
// places form a tree, so that one walk over the JSON finds them all, however many rules ask for them.
type scope struct {
	root node
	// size is the number of nodes; each has a slot of that many values.
	size int
}

type node struct {
	slot  int
	edges []edge
}

type edge struct {
	key   string
	index int
	to    *node
}

func newScope() *scope { return &scope{size: 1} }

// slotOf gives the slot of a place, which is made if it is new.
func (s *scope) slotOf(keys []string) int {
	at := &s.root
	for _, key := range keys {
		next := at.find(key)
		if next == nil {
			next = &node{slot: s.size}
			s.size++
			at.edges = append(at.edges, edge{key: key, index: arrayIndex(key), to: next})
		}
		at = next
	}
	return at.slot
}

func (n *node) find(key string) *node {
	for i := range n.edges {
		if n.edges[i].key == key {
			return n.edges[i].to
		}
	}
	return nil
}

// fill puts the value and what the tree looks for in it into the slots. Of equal keys the last one counts, as in
// JSON.parse.
func (n *node) fill(value gjson.Result, slots []gjson.Result) {
	if slots[n.slot].Exists() {
		n.empty(slots)
	}
	slots[n.slot] = value
	if len(n.edges) == 0 {
		return
	}
	switch {
	case value.IsObject():
		value.ForEach(func(key, member gjson.Result) bool {
			if next := n.find(key.Str); next != nil {
				next.fill(member, slots)
			}
			return true
		})
	case value.IsArray():
		index := 0
		value.ForEach(func(_, element gjson.Result) bool {
			for i := range n.edges {
				if n.edges[i].index == index {
					n.edges[i].to.fill(element, slots)
				}
			}
			index++
			return true
		})
	}
}

func (n *node) empty(slots []gjson.Result) {
	slots[n.slot] = gjson.Result{}
	for i := range n.edges {
		n.edges[i].to.empty(slots)
	}
}
