package exchange

import (
	"crypto/tls"
	"sync/atomic"
	"time"
)

type tlsState = tls.ConnectionState

// instant is a time since the call, 0 for one that has not come. The first counts: a dual-stack dial reports two.
type instant struct{ nanoseconds atomic.Int64 }

func (i *instant) set(since time.Duration) { i.nanoseconds.CompareAndSwap(0, max(int64(since), 1)) }

func (i *instant) happened() bool { return i.nanoseconds.Load() != 0 }

func (i *instant) milliseconds() *float64 {
	if !i.happened() {
		return nil
	}
	return pointer(milliseconds(time.Duration(i.nanoseconds.Load())))
}

func between(from, to *instant) *float64 {
	if !from.happened() || !to.happened() {
		return nil
	}
	return pointer(milliseconds(time.Duration(max(to.nanoseconds.Load()-from.nanoseconds.Load(), 0))))
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func pointer[T any](value T) *T { return &value }
