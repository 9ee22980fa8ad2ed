// Package sse is the k6 module k6/x/sse: streamed replies, timed by when the bytes came. index.d.ts is its reference.
package sse

import (
	"go.k6.io/k6/v2/js/modules"
	"go.k6.io/k6/v2/output"

	"github.com/k6-llm/k6-llm/extension/internal/points"
)

func init() {
	modules.Register("k6/x/sse", New())
	output.RegisterExtension("points", points.New)
}
