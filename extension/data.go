package sse

import (
	"github.com/grafana/sobek"
	"github.com/tidwall/gjson"
)

// sharedData is an object of JSON that the process has read once: a *sharedObject, a list, or a plain value.
type sharedData any

type sharedObject struct {
	*shape
	values []sharedData
}

type sharedList []sharedData

// defineData is sse.defineData(name, json).
func (m *ModuleInstance) defineData(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("name", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineData", err)
	}
	json, err := stringOf("json", call.Argument(1))
	if err != nil {
		throwTypeError(rt, "sse.defineData", err)
	}
	if !gjson.Valid(json) || !gjson.Parse(json).IsObject() {
		throwTypeError(rt, "sse.defineData", wrong("json", call.Argument(1), "the text of an object"))
	}
	m.data.put(name, readData(gjson.Parse(json)))
	return sobek.Undefined()
}

func readData(of gjson.Result) sharedData {
	switch {
	case of.IsObject():
		var names []string
		var values []sharedData
		of.ForEach(func(name, value gjson.Result) bool {
			names, values = append(names, name.String()), append(values, readData(value))
			return true
		})
		return &sharedObject{shapeOf(names...), values}
	case of.IsArray():
		list := sharedList{}
		of.ForEach(func(_, value gjson.Result) bool {
			list = append(list, readData(value))
			return true
		})
		return list
	default:
		return of.Value()
	}
}

// dataNamed is sse.data(name).
func (m *ModuleInstance) dataNamed(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	data, err := m.data.find("name", call.Argument(0), "sse.defineData")
	if err != nil {
		throwTypeError(rt, "sse.data", err)
	}
	return shownData(rt, data)
}

func shownData(rt *sobek.Runtime, data sharedData) sobek.Value {
	switch data := data.(type) {
	case *sharedObject:
		return rt.NewDynamicObject(&dataObject{sharedObject: data, rt: rt})
	case sharedList:
		values := make([]any, len(data))
		for i, value := range data {
			values[i] = shownData(rt, value)
		}
		return rt.NewArray(values...)
	case nil:
		return sobek.Null()
	default:
		return rt.ToValue(data)
	}
}

// dataObject shows a shared object to a VU, and makes of it what the VU looks at: of sixty options most look at five.
type dataObject struct {
	*sharedObject
	rt   *sobek.Runtime
	seen map[int]sobek.Value
}

// Get implements sobek.DynamicObject.
func (d *dataObject) Get(name string) sobek.Value {
	i := d.find(name)
	if i < 0 {
		return nil
	}
	value, found := d.seen[i]
	if !found {
		value = shownData(d.rt, d.values[i])
		if d.seen == nil {
			d.seen = map[int]sobek.Value{}
		}
		d.seen[i] = value
	}
	return value
}

// Has implements sobek.DynamicObject.
func (d *dataObject) Has(name string) bool { return d.find(name) >= 0 }

// Set implements sobek.DynamicObject: what all VUs share is nobody's to change.
func (d *dataObject) Set(string, sobek.Value) bool { return false }

// Delete implements sobek.DynamicObject.
func (d *dataObject) Delete(string) bool { return false }

// Keys implements sobek.DynamicObject.
func (d *dataObject) Keys() []string { return d.names }
