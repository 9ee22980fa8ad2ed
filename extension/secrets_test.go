package sse

import (
	"encoding/json"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPeerThatEchoesTheKeyDoesNotPutItIntoFailureOrTags(t *testing.T) {
	t.Parallel()
	url := sockets(t, func(c *net.TCPConn) {
		request := readRequest(c)
		at := strings.Index(request, "Bearer ")
		_, _ = c.Write([]byte(request[at:at+30] + "\r\n\r\n"))
	})
	vu := newVU(t)
	found := vu.capture(url+"?key=sk-in-the-query", `{timeoutMs: 60000, tags: {name: 'chat'}, headers: {Authorization: 'Bearer sk-0123456789abcdef'}}`)
	require.Equal(t, "protocol", found["ended"])
	text, err := json.Marshal(found)
	require.NoError(t, err)
	require.NotContains(t, string(text), "sk-")
	for _, samples := range vu.emitted() {
		for name, value := range samples[0].Tags.Map() {
			require.NotContains(t, value, "sk-", name)
		}
	}
}
