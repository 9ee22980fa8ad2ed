package sse

import (
	"reflect"
	"strings"

	"github.com/grafana/sobek"
	"github.com/tidwall/gjson"
)

// sharedData is JSON that the process has read once: a *sharedObject, a sharedList, or a plain value.
type sharedData any

type sharedObject struct {
	*shape
	values []sharedData
}

type sharedList []sharedData

// defineData is sse.defineData(name, make).
func (m *ModuleInstance) defineData(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("name", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineData", err)
	}
	maker, ok := sobek.AssertFunction(call.Argument(1))
	if !ok {
		throwTypeError(rt, "sse.defineData", wrong("make", call.Argument(1), "a function that gives JSON"))
	}
	if m.data.get(name) != nil {
		return sobek.Undefined()
	}
	made, err := maker(sobek.Undefined())
	if err != nil {
		panic(err)
	}
	json := made.String()
	if !gjson.Valid(json) || gjson.Parse(json).Type != gjson.JSON {
		throwTypeError(rt, "sse.defineData", wrong("make", made, "the text of an object or of an array"))
	}
	m.data.put(name, dataReader{}.read(gjson.Parse(json)))
	return sobek.Undefined()
}

// dataReader gives objects of the same fields the same shape.
type dataReader map[string]*shape

func (r dataReader) shapeOf(names []string) *shape {
	key := strings.Join(names, "\x00")
	if r[key] == nil {
		r[key] = shapeOf(names...)
	}
	return r[key]
}

func (r dataReader) read(of gjson.Result) sharedData {
	switch {
	case of.IsObject():
		var names []string
		var values []sharedData
		of.ForEach(func(name, value gjson.Result) bool {
			names, values = append(names, name.String()), append(values, r.read(value))
			return true
		})
		return &sharedObject{r.shapeOf(names), values}
	case of.IsArray():
		list := sharedList{}
		of.ForEach(func(_, value gjson.Result) bool {
			list = append(list, r.read(value))
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
		return rt.NewDynamicArray(&dataArray{data, rt})
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

// dataArray shows a shared list to a VU, each element anew when it is looked at: of a thousand prompts a VU asks ten.
type dataArray struct {
	sharedList
	rt *sobek.Runtime
}

// Len implements sobek.DynamicArray.
func (d *dataArray) Len() int { return len(d.sharedList) }

// Get implements sobek.DynamicArray.
func (d *dataArray) Get(i int) sobek.Value {
	if i < 0 || i >= len(d.sharedList) {
		return nil
	}
	return shownData(d.rt, d.sharedList[i])
}

// Set implements sobek.DynamicArray.
func (d *dataArray) Set(int, sobek.Value) bool { return false }

// SetLen implements sobek.DynamicArray.
func (d *dataArray) SetLen(int) bool { return false }

var (
	typeOfDataObject = reflect.TypeFor[*dataObject]()
	typeOfDataArray  = reflect.TypeFor[*dataArray]()
)

// sharedBehind is what an object shows of shared data, nil if it shows none.
func sharedBehind(object *sobek.Object) sharedData {
	switch object.ExportType() {
	case typeOfDataObject:
		return object.Export().(*dataObject).sharedObject
	case typeOfDataArray:
		return object.Export().(*dataArray).sharedList
	default:
		return nil
	}
}
