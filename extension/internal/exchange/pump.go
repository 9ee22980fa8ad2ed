package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// How much is read after the end frame, so that the connection can serve the next exchange.
const (
	drainBytes = 64 << 10
	drainTime  = 100 * time.Millisecond
)

// pump reads the body until it ends, breaks, grows too large or take says false. One instant is taken per read: all
// that one read brings arrived at once, as far as anyone can tell.
func (r *running) pump(body io.Reader, take func(chunk []byte, atMs float64) bool) {
	buffer := readBuffers.Get().(*[8 << 10]byte)
	defer readBuffers.Put(buffer)
	for {
		n, err := body.Read(buffer[:])
		if n > 0 {
			at := r.timeline.Arrived()
			r.watch.gotBytes(at)
			room := r.MaxBytes - r.outcome.Bytes
			r.outcome.Bytes += int64(n)
			if !take(buffer[:min(int64(n), room)], milliseconds(at)) {
				return
			}
			if r.outcome.Bytes > r.MaxBytes {
				r.failTooLarge()
				return
			}
		}
		if err == io.EOF { //nolint:errorlint // a wrapped one is a broken connection
			r.outcome.Ended, r.outcome.EndMs = EOF, r.endOfBodyMs()
			return
		}
		if err != nil {
			r.fail(err)
			return
		}
	}
}

// endOfBodyMs is when the end of the body came, just now read. Only where the end of the connection is that of the body
// there are no bytes that tell it.
func (r *running) endOfBodyMs() float64 {
	response := r.outcome.Response
	if response.ProtoMajor == 1 && response.ContentLength < 0 && len(response.TransferEncoding) == 0 {
		return r.timeline.Now()
	}
	return milliseconds(r.timeline.Arrived())
}

// drain reads on after the end frame. Whatever happens here, the exchange has ended already.
func (r *running) drain(body io.Reader) {
	timer := time.AfterFunc(drainTime, func() { r.cancel(errDrained) })
	defer timer.Stop()
	buffer := readBuffers.Get().(*[8 << 10]byte)
	defer readBuffers.Put(buffer)
	for left := drainBytes; left > 0; {
		n, err := body.Read(buffer[:])
		left -= n
		r.outcome.Bytes += int64(n)
		if n > 0 && r.reader.Feed(buffer[:n], 0) != nil {
			return
		}
		if err != nil {
			if err == io.EOF { //nolint:errorlint // see pump
				_ = r.reader.Close()
			}
			return
		}
	}
}

// fail notes that the transport gave up; if our own side made it give up, that is why.
func (r *running) fail(err error) {
	r.outcome.EndMs = r.timeline.Now()
	cause := context.Cause(r.ctx)
	switch {
	case errors.Is(cause, errTimeout):
		r.outcome.Ended, err = Timeout, cause
	case errors.Is(cause, errIdleTimeout):
		r.outcome.Ended, err = IdleTimeout, cause
	case cause != nil:
		r.outcome.Ended, err = Interrupted, cause
	default:
		r.outcome.Ended = classify(err, r.timeline, r.outcome.Response != nil)
	}
	r.outcome.Failure = redact(err.Error(), r.Request)
	r.err = asK6(err, r.outcome.Ended, r.timeline)
}

func (r *running) failFraming(err error) {
	r.reader.Protocol(err)
	r.outcome.Ended, r.outcome.EndMs, r.outcome.Failure, r.err = Protocol, r.timeline.Now(), err.Error(), err
}

func (r *running) failTooLarge() {
	err := fmt.Errorf("the body is larger than maxBytes (%d)", r.MaxBytes)
	r.outcome.Ended, r.outcome.EndMs, r.outcome.Failure, r.err = TooLarge, r.timeline.Now(), err.Error(), err
}

var errSwitched = errors.New("the peer switched protocols")
