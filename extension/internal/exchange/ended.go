package exchange

// Ended says how the reading ended; the values are those of lib/measure/capture.ts.
type Ended string

// The ways in which an exchange ends.
const (
	Terminal    Ended = "terminal"
	EOF         Ended = "eof"
	Timeout     Ended = "timeout"
	IdleTimeout Ended = "idle_timeout"
	Reset       Ended = "reset"
	Refused     Ended = "refused"
	DNS         Ended = "dns"
	TLS         Ended = "tls"
	Protocol    Ended = "protocol"
	Interrupted Ended = "interrupted"
	TooLarge    Ended = "too_large"
)
