package sse

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
	k6http "go.k6.io/k6/v2/js/modules/k6/http"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// openParams are the arguments of one sse.open.
type openParams struct {
	setup   sobek.Callable
	request *http.Request
	tags    metrics.TagsAndMeta
	timeout time.Duration
	jar     *cookiejar.Jar
}

// openParams reads them as xk6-sse does: parameters that it does not know are ignored, so that a script written for it
// or for a later release of it runs.
func (m *ModuleInstance) openParams(state *lib.State, arguments []sobek.Value) (*openParams, error) {
	if len(arguments) < 2 || len(arguments) > 3 {
		return nil, fmt.Errorf("expected (url, params, setup) or (url, setup), got %d arguments", len(arguments))
	}
	url, err := stringOf("url", arguments[0])
	if err != nil {
		return nil, err
	}
	setup, ok := sobek.AssertFunction(arguments[len(arguments)-1])
	if !ok {
		return nil, wrong("setup", arguments[len(arguments)-1], "a function as the last argument")
	}
	params := &openParams{setup: setup, tags: state.Tags.GetCurrentValues(), jar: state.CookieJar}
	request := requestParams{
		url: url, method: http.MethodGet, userAgent: state.Options.UserAgent, headers: http.Header{},
	}
	request.headers.Set("Accept", eventStream)
	if len(arguments) == 3 && !isAbsent(arguments[1]) {
		object := arguments[1].ToObject(m.vu.Runtime())
		for _, name := range object.Keys() {
			if value := object.Get(name); !isAbsent(value) {
				if err := m.openParam(params, &request, name, value); err != nil {
					return nil, err
				}
			}
		}
	}
	params.request, err = request.build()
	return params, err
}

func (m *ModuleInstance) openParam(params *openParams, request *requestParams, name string, value sobek.Value) error {
	rt := m.vu.Runtime()
	switch name {
	case "method":
		if method := strings.TrimSpace(value.String()); method != "" {
			request.method = method
		}
	case "body":
		request.body = []byte(strings.TrimSpace(value.String()))
	case "headers":
		headers, err := headersOf(rt, value)
		if err != nil {
			return err
		}
		for name, values := range headers {
			request.headers[name] = values
		}
	case "tags":
		if err := common.ApplyCustomUserTags(rt, &params.tags, value); err != nil {
			return fmt.Errorf("tags: %w", err)
		}
	case "timeout":
		timeout, err := time.ParseDuration(value.String())
		if err == nil && timeout <= 0 {
			err = errors.New("not above 0")
		}
		if err != nil {
			return fmt.Errorf("timeout: expected a Go duration such as '60s', got %s (%w)", shown(value), err)
		}
		params.timeout = timeout
	case "jar":
		if jar, ok := value.Export().(*k6http.CookieJar); ok {
			params.jar = jar.Jar
		}
	}
	return nil
}
