package exchange

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/k6-llm/k6-llm/extension/internal/framing"
)

// readBuffers are shared by all exchanges. Of this size because a streamed reply comes in small reads, and a thousand
// streams at once hold a thousand of them.
var readBuffers = sync.Pool{New: func() any { return new([8 << 10]byte) }}

// streamFraming says how a reply is framed; a reply that is no stream has none. What was asked for counts for a good
// reply, whatever its label: servers mislabel streams. Only a page or a plain JSON answer is believed to be one.
func streamFraming(response *http.Response, asked framing.Kind) (framing.Kind, bool) {
	if response.StatusCode >= 400 || response.StatusCode == http.StatusNoContent {
		return "", false
	}
	mediaType := MediaType(response.Header)
	if asked != "" && response.StatusCode/100 == 2 && mediaType != "application/json" && mediaType != "text/html" {
		return asked, true
	}
	kind, known := framing.ForContentType(mediaType)
	if asked != "" && known && response.StatusCode/100 == 2 {
		return asked, true
	}
	return kind, known
}

// MediaType is the content type in lower case, without parameters.
func MediaType(header http.Header) string {
	mediaType, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(mediaType))
}

// Decoded undoes a gzip encoding that the transport left: k6's asks for none, but a script or a careless server may.
func Decoded(response *http.Response) io.Reader {
	if strings.EqualFold(response.Header.Get("Content-Encoding"), "gzip") && !response.Uncompressed {
		return &gunzip{source: response.Body}
	}
	return response.Body
}

// gunzip reads the header of the encoding with the first read, not before: it may block.
type gunzip struct {
	source io.Reader
	reader *gzip.Reader
}

func (g *gunzip) Read(into []byte) (int, error) {
	if g.reader == nil {
		reader, err := gzip.NewReader(g.source)
		if err != nil {
			return 0, err
		}
		g.reader = reader
	}
	return g.reader.Read(into)
}
