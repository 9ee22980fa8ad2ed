package exchange

import (
	"net"
	"net/http"
	"strconv"

	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/lib/netext"
	"go.k6.io/k6/v2/lib/netext/httpext"
	"go.k6.io/k6/v2/metrics"
)

// Report is what the standard samples of one request are made of.
type Report struct {
	State    *lib.State
	Tags     metrics.TagsAndMeta
	Request  *http.Request
	Response *http.Response
	// Trail is taken when the reply has ended.
	Trail *httpext.Trail
	// Err is nil unless the transport failed.
	Err error
	// Cut tells that the test ended the exchange: without a reply nobody knows whether it would have failed.
	Cut bool
}

// Samples makes the http_req_* samples as k6/http does, and gives the tags that they bear.
func (r *Report) Samples() (*httpext.Trail, metrics.TagsAndMeta) {
	tags := r.tags()
	var failed float64
	judged := r.Response != nil || !r.Cut
	if judged {
		expected := r.Err == nil && r.Response.StatusCode >= 200 && r.Response.StatusCode < 400
		if !expected {
			failed = 1
		}
		r.set(&tags, metrics.TagExpectedResponse, strconv.FormatBool(expected))
	}
	r.Trail.SaveSamples(r.State.BuiltinMetrics, &tags)
	if judged {
		r.Trail.Failed.Valid, r.Trail.Failed.Bool = true, failed == 1
		r.Trail.Samples = append(r.Trail.Samples, metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: r.State.BuiltinMetrics.HTTPReqFailed, Tags: tags.Tags},
			Time:       r.Trail.EndTime, Metadata: tags.Metadata, Value: failed,
		})
	}
	return r.Trail, tags
}

func (r *Report) tags() metrics.TagsAndMeta {
	tags := r.Tags.Clone()
	if name, given := tags.Tags.Get(metrics.TagName.String()); given {
		r.set(&tags, metrics.TagURL, name)
	} else {
		clean := CleanURL(r.Request)
		r.set(&tags, metrics.TagName, clean)
		r.set(&tags, metrics.TagURL, clean)
	}
	r.set(&tags, metrics.TagMethod, r.Request.Method)
	switch {
	case r.Err != nil:
		code, message := errorCode(r.Err, r.State)
		r.set(&tags, metrics.TagError, redact(message, r.Request))
		r.set(&tags, metrics.TagErrorCode, strconv.Itoa(code))
		r.set(&tags, metrics.TagStatus, "0")
	case r.Response == nil:
		r.set(&tags, metrics.TagStatus, "0")
	default:
		r.responseTags(&tags)
	}
	if r.State.Options.SystemTags.Has(metrics.TagIP) && r.Trail.ConnRemoteAddr != nil {
		if ip, _, err := net.SplitHostPort(r.Trail.ConnRemoteAddr.String()); err == nil {
			tags.SetSystemTagOrMeta(metrics.TagIP, ip)
		}
	}
	return tags
}

func (r *Report) responseTags(tags *metrics.TagsAndMeta) {
	status := r.Response.StatusCode
	r.set(tags, metrics.TagStatus, strconv.Itoa(status))
	if status >= 400 {
		r.set(tags, metrics.TagErrorCode, strconv.Itoa(httpStatusCode+status))
	}
	r.set(tags, metrics.TagProto, r.Response.Proto)
	if r.Response.TLS != nil {
		info, ocsp := netext.ParseTLSConnState(r.Response.TLS)
		r.set(tags, metrics.TagTLSVersion, info.Version)
		r.set(tags, metrics.TagOCSPStatus, ocsp.Status)
	}
}

func (r *Report) set(tags *metrics.TagsAndMeta, tag metrics.SystemTag, value string) {
	tags.SetSystemTagOrMetaIfEnabled(r.State.Options.SystemTags, tag, value)
}

// CleanURL is the URL with its user and password masked.
func CleanURL(request *http.Request) string {
	text := request.URL.String()
	url, err := httpext.NewURL(text, text)
	if err != nil {
		return ""
	}
	return url.Clean()
}
