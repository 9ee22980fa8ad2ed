package sse

import (
	"fmt"
	"math"
	"strconv"

	"github.com/grafana/sobek"
)

// recordField is one field of records that are written as JSON objects.
type recordField struct {
	// key is the name as JSON, with the colon.
	key string
	// scale is 10 to the power of the decimals to which numbers are rounded, 0 to leave them.
	scale float64
}

const mostDecimals = 9

// defineRecord is sse.defineRecord(name, fields).
func (m *ModuleInstance) defineRecord(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("name", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineRecord", err)
	}
	var fields []recordField
	rt.ForOf(call.Argument(1), func(given sobek.Value) bool {
		field, err := recordFieldOf(rt, given)
		if err != nil {
			throwTypeError(rt, "sse.defineRecord", err)
		}
		fields = append(fields, field)
		return true
	})
	m.records.put(name, fields)
	return sobek.Undefined()
}

func recordFieldOf(rt *sobek.Runtime, given sobek.Value) (field recordField, err error) {
	if isAbsent(given) {
		return field, wrong("field", given, "an object with name")
	}
	object := given.ToObject(rt)
	name, err := stringOf("name", orUndefined(object.Get("name")))
	if err != nil {
		return field, err
	}
	key, err := asJSON(rt, rt.ToValue(name))
	if err != nil {
		return field, err
	}
	field.key = key + ":"
	if decimals := object.Get("decimals"); !isAbsent(decimals) {
		number, ok := numberOf(decimals)
		if !ok || number < 0 || number > mostDecimals || number != math.Trunc(number) {
			return field, wrong("decimals", decimals, fmt.Sprintf("a whole number from 0 to %d", mostDecimals))
		}
		field.scale = math.Pow10(int(number))
	}
	return field, nil
}

// record is sse.record(name, values): the text that JSON.stringify would give of an object with these values, without
// the object, which is most of the cost.
func (m *ModuleInstance) record(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	fields, err := m.records.find("name", call.Argument(0), "sse.defineRecord")
	if err != nil {
		throwTypeError(rt, "sse.record", err)
	}
	values, ok := call.Argument(1).(*sobek.Object)
	if !ok {
		throwTypeError(rt, "sse.record", wrong("values", call.Argument(1), "an array of values"))
	}
	text := make([]byte, 0, 1024)
	text = append(text, '{')
	for i, field := range fields {
		value := values.Get(strconv.Itoa(i))
		if value == nil || sobek.IsUndefined(value) {
			continue
		}
		if len(text) > 1 {
			text = append(text, ',')
		}
		text = append(text, field.key...)
		if text, err = appendJSON(rt, text, value, field.scale); err != nil {
			throwTypeError(rt, "sse.record", err)
		}
	}
	return rt.ToValue(string(append(text, '}')))
}

// appendJSON writes numbers, plain texts and the fields of plain objects itself and leaves what is left to JavaScript.
func appendJSON(rt *sobek.Runtime, text []byte, value sobek.Value, scale float64) ([]byte, error) {
	object, ok := value.(*sobek.Object)
	switch {
	case !ok:
		return appendPlain(rt, text, value, scale)
	case object.ClassName() != "Object" || object.Get("toJSON") != nil:
		return appendMarshalled(text, object)
	default:
		return appendFields(rt, text, object)
	}
}

func appendPlain(rt *sobek.Runtime, text []byte, value sobek.Value, scale float64) ([]byte, error) {
	switch plain := value.Export().(type) {
	case int64:
		return strconv.AppendInt(text, plain, 10), nil
	case float64:
		if scale != 0 {
			// As Math.round does it.
			plain = math.Floor(plain*scale+0.5) / scale
		}
		// Outside of these JavaScript writes an exponent; it knows no NaN in JSON, and writes -0 as 0.
		if size := math.Abs(plain); size >= 1e-6 && size < 1e21 {
			return strconv.AppendFloat(text, plain, 'f', -1, 64), nil
		}
		value = rt.ToValue(plain)
	case bool:
		return strconv.AppendBool(text, plain), nil
	case string:
		if isPlain(plain) {
			return append(append(append(text, '"'), plain...), '"'), nil
		}
	}
	json, err := asJSON(rt, value)
	return append(text, json...), err
}

func appendMarshalled(text []byte, object *sobek.Object) ([]byte, error) {
	json, err := object.MarshalJSON()
	return append(text, json...), err
}

// appendFields writes the fields of an object one by one. One that holds others is JavaScript's, which sees where it holds
// itself.
func appendFields(rt *sobek.Runtime, text []byte, object *sobek.Object) ([]byte, error) {
	before := len(text)
	text = append(text, '{')
	for _, name := range object.Keys() {
		value := object.Get(name)
		if value == nil || isUnwritten(value) {
			continue
		}
		if _, ok := value.(*sobek.Object); ok {
			return appendMarshalled(text[:before], object)
		}
		if len(text) > before+1 {
			text = append(text, ',')
		}
		var err error
		if text, err = appendPlain(rt, text, rt.ToValue(name), 0); err != nil {
			return nil, err
		}
		if text, err = appendPlain(rt, append(text, ':'), value, 0); err != nil {
			return nil, err
		}
	}
	return append(text, '}'), nil
}

// isUnwritten tells of what JSON leaves out of an object.
func isUnwritten(value sobek.Value) bool {
	if _, isSymbol := value.(*sobek.Symbol); isSymbol || sobek.IsUndefined(value) {
		return true
	}
	_, isFunction := sobek.AssertFunction(value)
	return isFunction
}

// isPlain tells of a text that stands in JSON as it is.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// asJSON is JSON.stringify.
func asJSON(rt *sobek.Runtime, value sobek.Value) (string, error) {
	listed, err := rt.NewArray(value).MarshalJSON()
	if err != nil {
		return "", fmt.Errorf("a value cannot be written as JSON: %w", err)
	}
	return string(listed[1 : len(listed)-1]), nil
}
