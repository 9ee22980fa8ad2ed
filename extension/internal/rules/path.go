package rules

import (
	"fmt"
	"strconv"
	"strings"
)

// splitPath checks a path against the grammar of frame-rules.ts and cuts it into keys.
func splitPath(path *string) ([]string, error) {
	if path == nil {
		return nil, fmt.Errorf("a path is missing")
	}
	keys := strings.Split(*path, ".")
	for _, key := range keys {
		if key == "" || strings.ContainsFunc(key, isNoKeyRune) {
			return nil, fmt.Errorf("path %q: expected keys of A-Z a-z 0-9 _ : @ - separated by dots", *path)
		}
	}
	return keys, nil
}

func isNoKeyRune(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return false
	}
	return !strings.ContainsRune("_:@-", r)
}

// arrayIndex gives -1 for a key that is the canonical form of no index: `01` names nothing in a JavaScript array.
func arrayIndex(key string) int {
	index, err := strconv.Atoi(key)
	if err != nil || index < 0 || strconv.Itoa(index) != key {
		return -1
	}
	return index
}
