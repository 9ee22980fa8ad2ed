package exchange

import (
	"net/http"
	"strings"
)

// maxFailure bounds a failure text: a garbage reply is quoted in it.
const maxFailure = 300

// redact gives the transport's words without anything that the request was trusted with. Its errors hold no header of
// themselves, but they quote what the peer sent, and a peer may echo.
func redact(text string, request *http.Request) string {
	secrets := []string{request.URL.RawQuery}
	if password, ok := request.URL.User.Password(); ok {
		secrets = append(secrets, password)
	}
	for _, values := range request.Header {
		for _, value := range values {
			// `Bearer sk-…`: the part after the scheme is the secret.
			_, credentials, _ := strings.Cut(value, " ")
			secrets = append(secrets, value, credentials)
		}
	}
	for _, secret := range secrets {
		if len(secret) >= 6 {
			text = strings.ReplaceAll(text, secret, "***")
		}
	}
	if len(text) > maxFailure {
		text = strings.ToValidUTF8(text[:maxFailure], "") + "…"
	}
	return text
}
