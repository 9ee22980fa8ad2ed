package exchange

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/sirupsen/logrus"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/lib/netext/httpext"
	"go.k6.io/k6/v2/metrics"
)

// errorCode gives the number and the words that k6/http would put into its tags error_code and error. The table is not
// exported: k6 itself is asked, by a request that ends with that error before it reaches any network.
func errorCode(err error, state *lib.State) (int, string) {
	registry := metrics.NewRegistry()
	silent := logrus.New()
	silent.SetOutput(io.Discard)
	asked := &lib.State{
		Transport:      failing{err},
		Logger:         silent,
		BuiltinMetrics: state.BuiltinMetrics,
		Samples:        make(chan metrics.SampleContainer, 1),
		Tags:           lib.NewVUStateTags(registry.RootTagSet()),
	}
	asked.Options.SystemTags = new(metrics.SystemTagSet)
	url, _ := httpext.NewURL("http://k6/", "")
	request, _ := http.NewRequest(http.MethodGet, "http://k6/", nil)
	response, askErr := httpext.MakeRequest(context.Background(), asked, &httpext.ParsedHTTPRequest{
		URL: &url, Req: request, Timeout: time.Minute, TagsAndMeta: asked.Tags.GetCurrentValues(),
	})
	if askErr != nil {
		return defaultErrorCode, err.Error()
	}
	return response.ErrorCode, response.Error
}

// k6's numbers that are given by name here.
const (
	defaultErrorCode = 1000
	timeoutCode      = 1050
	dialTimeoutCode  = 1211
	httpStatusCode   = 1000
)

type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

// asK6 gives a timeout the words that k6/http has for it: ours comes as a cancelled context.
func asK6(err error, ended Ended, timeline *Timeline) error {
	switch {
	case ended != Timeout && ended != IdleTimeout:
		return err
	case timeline.dialing():
		return httpext.NewK6Error(dialTimeoutCode, "dial: i/o timeout", err)
	default:
		return httpext.NewK6Error(timeoutCode, "request timeout", err)
	}
}
