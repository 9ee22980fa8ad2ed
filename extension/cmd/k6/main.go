// Command k6 is k6 with the module k6/x/sse compiled in.
package main

import (
	k6 "go.k6.io/k6/v2/cmd"

	_ "github.com/k6-llm/k6-llm/extension"
)

func main() { k6.Execute() }
