package sse

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/grafana/sobek"
	"golang.org/x/net/http/httpguts"
	"gopkg.in/guregu/null.v3"
)

// requestParams are what a request is built from.
type requestParams struct {
	url, method string
	headers     http.Header
	body        []byte
	userAgent   null.String
}

// build makes the request. Its errors never hold the URL's query or password: they may be secret.
func (p *requestParams) build() (*http.Request, error) {
	target, err := url.Parse(p.url)
	if err != nil {
		var parseError *url.Error
		if errors.As(err, &parseError) {
			err = parseError.Err
		}
		return nil, fmt.Errorf("url: expected an http or https URL: %w", err)
	}
	if (target.Scheme != "http" && target.Scheme != "https") || target.Hostname() == "" {
		return nil, fmt.Errorf("url: expected an http or https URL with a host, got %q", masked(target))
	}
	request, err := http.NewRequest(p.method, p.url, nil)
	if err != nil {
		return nil, fmt.Errorf("method: expected an HTTP method, got %q", p.method)
	}
	if p.userAgent.Valid {
		request.Header.Set("User-Agent", p.userAgent.String)
	}
	for name, values := range p.headers {
		request.Header[name] = values
	}
	// As in k6/http: the host is no header to Go, and the length is Go's own to say.
	if host := request.Header.Get("Host"); host != "" {
		request.Host = host
		request.Header.Del("Host")
	}
	request.Header.Del("Content-Length")
	if user := target.User; user != nil && request.Header.Get("Authorization") == "" {
		password, _ := user.Password()
		request.SetBasicAuth(user.Username(), password)
	}
	p.setBody(request)
	return request, nil
}

// setBody also says how to get the body again: the transport needs it when a kept connection turns out to be closed.
func (p *requestParams) setBody(request *http.Request) {
	if len(p.body) == 0 {
		return
	}
	request.ContentLength = int64(len(p.body))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(p.body)), nil }
	request.Body, _ = request.GetBody()
}

// headersOf takes strings, numbers and booleans. undefined is refused: it would be sent as a word.
func headersOf(rt *sobek.Runtime, given sobek.Value) (http.Header, error) {
	headers := http.Header{}
	if isAbsent(given) {
		return headers, nil
	}
	object := given.ToObject(rt)
	for _, name := range object.Keys() {
		value := object.Get(name)
		switch value.Export().(type) {
		case string, int64, float64, bool:
		default:
			return nil, wrong("headers."+name, value, "a string")
		}
		if !httpguts.ValidHeaderFieldName(name) {
			return nil, fmt.Errorf("headers: %q is no header name", name)
		}
		// The value is not shown: it may be the key.
		if !httpguts.ValidHeaderFieldValue(value.String()) {
			return nil, fmt.Errorf("headers.%s: holds a character that no header value may have, such as a line break", name)
		}
		headers.Set(name, value.String())
	}
	return headers, nil
}

func masked(target *url.URL) string {
	shown := *target
	shown.User, shown.RawQuery, shown.Fragment = nil, "", ""
	return strings.TrimSuffix(shown.String(), "?")
}
