package sse

import (
	"runtime/debug"
	"sync"
)

// k6Version is that of the k6 this module was built into, such as v2.2.0; k6 keeps its own constant to itself. Read once:
// every VU asks for it.
var k6Version = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, module := range info.Deps {
		if module.Path == "go.k6.io/k6/v2" {
			return module.Version
		}
	}
	return ""
})
