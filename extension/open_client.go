package sse

import (
	"github.com/grafana/sobek"
	"github.com/k6-llm/k6-llm/extension/internal/framing"
)

// openClient is the `client` that setup gets. Everything here runs on the VU's own goroutine, between two reads.
type openClient struct {
	rt       *sobek.Runtime
	handlers map[string][]sobek.Callable
	closed   bool
	events   int
	// thrown is what a handler threw; nothing more is called after it.
	thrown error
}

func newOpenClient(rt *sobek.Runtime) *openClient {
	return &openClient{rt: rt, handlers: map[string][]sobek.Callable{}}
}

func (c *openClient) object() *sobek.Object {
	client := newBuilder(c.rt)
	client.set("on", func(call sobek.FunctionCall) sobek.Value {
		if handler, ok := sobek.AssertFunction(call.Argument(1)); ok {
			event := call.Argument(0).String()
			c.handlers[event] = append(c.handlers[event], handler)
		}
		return sobek.Undefined()
	})
	client.set("close", func(sobek.FunctionCall) sobek.Value {
		c.closed = true
		return sobek.Undefined()
	})
	return client.object
}

// done tells that no event may be dispatched any more.
func (c *openClient) done() bool { return c.closed || c.thrown != nil }

func (c *openClient) dispatch(event string, arguments ...sobek.Value) {
	for _, handler := range c.handlers[event] {
		if c.thrown != nil {
			return
		}
		_, c.thrown = handler(sobek.Undefined(), arguments...)
	}
}

// fail dispatches an error: an object with a method error(), whose text it also is.
func (c *openClient) fail(err error) {
	if !c.done() {
		c.dispatch("error", c.rt.ToValue(err))
	}
}

// Event implements framing.EventSink. As in xk6-sse, a blank line after a comment alone is an event too.
func (c *openClient) Event(event framing.Event) {
	if c.done() {
		return
	}
	c.events++
	if len(c.handlers["event"]) == 0 {
		return
	}
	argument := newBuilder(c.rt)
	argument.set("id", string(event.ID))
	argument.set("name", string(event.Name))
	argument.set("data", string(event.Data))
	argument.set("comment", string(event.Comment))
	c.dispatch("event", argument.object)
}

// Comment implements framing.EventSink; a comment comes with its event.
func (c *openClient) Comment([]byte) {}

// Unknown implements framing.EventSink.
func (c *openClient) Unknown(line []byte) { c.fail(unknownLine(line)) }

// unknownLine is the error of xk6-sse, word for word: scripts tell it by its beginning.
type unknownLine string

func (u unknownLine) Error() string { return "unknown event: " + string(u) + "\n" }
