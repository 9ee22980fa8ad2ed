// Package rules looks up what frame rules ask for. It is the Go twin of lib/measure/evaluate-frames.ts: the golden
// streams under test/fixtures hold both to one result.
package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// frameRules is FrameRules of lib/measure/frame-rules.ts as it comes from a script.
type frameRules struct {
	Pieces []pieceRule     `json:"pieces"`
	Finish []rule          `json:"finish"`
	Usage  []rule          `json:"usage"`
	Error  []rule          `json:"error"`
	Model  []rule          `json:"model"`
	Count  []rule          `json:"count"`
	Extra  map[string]rule `json:"extra"`
	End    *endRule        `json:"end"`
}

type fieldRule struct {
	Path   *string    `json:"path"`
	Each   *string    `json:"each"`
	When   *condition `json:"when"`
	Unless *condition `json:"unless"`
}

type pieceRule struct {
	Channel string `json:"channel"`
	fieldRule
}

type condition struct {
	Path *string         `json:"path"`
	Is   json.RawMessage `json:"is"`
}

type endRule struct {
	Data *string    `json:"data"`
	When *condition `json:"when"`
}

// rule is a bare path or a field rule.
type rule struct{ fieldRule }

func (r *rule) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '"' {
		return json.Unmarshal(text, &r.Path)
	}
	return decodeStrictly(text, &r.fieldRule)
}

// decode reads rules and refuses names that it does not know: a misspelt condition would match everything.
func decode(text []byte) (*frameRules, error) {
	var rules frameRules
	if err := decodeStrictly(text, &rules); err != nil {
		return nil, err
	}
	if end := rules.End; end != nil && end.Data == nil && end.When == nil {
		return nil, errors.New("end: expected data, when or both")
	}
	for i, piece := range rules.Pieces {
		if piece.Channel == "" {
			return nil, fmt.Errorf("pieces.%d: expected a channel name", i)
		}
	}
	return &rules, nil
}

func decodeStrictly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return fmt.Errorf("%s: a %s stands where it is none of what is accepted", wrongType.Field, wrongType.Value)
	}
	return err
}
