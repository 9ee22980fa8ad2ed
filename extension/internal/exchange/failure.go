package exchange

import (
	"compress/flate"
	"compress/gzip"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"go.k6.io/k6/v2/lib/netext"
)

// classify says how an exchange ended by the error of its transport. inBody tells that the headers had come.
func classify(err error, timeline *Timeline, inBody bool) Ended {
	switch {
	case isDNS(err):
		return DNS
	case timeline.handshaking() || isTLS(err):
		return TLS
	case isBroken(err):
		return Reset
	case isNoConnection(err):
		return Refused
	case isTimeout(err):
		return Timeout
	case isNonsense(err):
		return Protocol
	case inBody:
		return Reset
	default:
		return Protocol
	}
}

func isDNS(err error) bool {
	var dns *net.DNSError
	// k6's own resolver says this with a plain error when a name has no address.
	return errors.As(err, &dns) || strings.HasSuffix(err.Error(), ": no such host")
}

func isTLS(err error) bool {
	var (
		header       tls.RecordHeaderError
		alert        tls.AlertError
		verification *tls.CertificateVerificationError
		unknown      x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
	)
	return errors.As(err, &header) || errors.As(err, &alert) || errors.As(err, &verification) ||
		errors.As(err, &unknown) || errors.As(err, &hostname) || errors.As(err, &invalid) ||
		strings.Contains(err.Error(), "tls: ")
}

func isNoConnection(err error) bool {
	var (
		operation *net.OpError
		blocked   netext.BlockedHostError
		listed    netext.BlackListedIPError
	)
	if errors.As(err, &blocked) || errors.As(err, &listed) {
		return true
	}
	return errors.As(err, &operation) && (operation.Op == "dial" || operation.Op == "proxyconnect") && !operation.Timeout()
}

func isBroken(err error) bool {
	for _, broken := range []error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED} {
		if errors.Is(err, broken) {
			return true
		}
	}
	// HTTP/2's errors are types of an internal package, told apart by their words alone, as k6 does.
	text := err.Error()
	return strings.Contains(text, "server closed idle connection") || strings.Contains(text, "GOAWAY") ||
		(strings.HasPrefix(text, "stream error: ") && !strings.Contains(text, "PROTOCOL_ERROR"))
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func isNonsense(err error) bool {
	var corrupt flate.CorruptInputError
	text := err.Error()
	return errors.Is(err, errSwitched) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) ||
		strings.Contains(text, "malformed") || strings.Contains(text, "chunk") || strings.Contains(text, "PROTOCOL_ERROR")
}
