package sse

import (
	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/reading"
)

const keepAccepted = "an array of 'text', 'times' or 'frames'"

func keepOf(rt *sobek.Runtime, given sobek.Value) (keep reading.Keep, err error) {
	var names []string
	if err := rt.ExportTo(given, &names); err != nil {
		return keep, wrong("keep", given, keepAccepted)
	}
	for _, name := range names {
		switch name {
		case "text":
			keep.Text = true
		case "times":
			keep.Times = true
		case "frames":
			keep.Frames = true
		default:
			return keep, wrong("keep", rt.ToValue(name), keepAccepted)
		}
	}
	return keep, nil
}
