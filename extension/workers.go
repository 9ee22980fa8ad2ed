package sse

import (
	"errors"
	"runtime"
	"sync"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/js/modules"
)

// mostWorkers is more than enough: one can do the work of thousands of exchanges a second, and each holds a heap.
const mostWorkers = 4

// workers are those of the process; none until a script defines them.
type workers struct {
	mu   sync.RWMutex
	made []*worker
}

// defineWorker is sse.defineWorker(source, setup).
func (m *ModuleInstance) defineWorker(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	source, err := stringOf("source", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineWorker", err)
	}
	setup, err := stringOf("setup", call.Argument(1))
	if err != nil {
		throwTypeError(rt, "sse.defineWorker", err)
	}
	script, err := compileWorker(source)
	if err != nil {
		common.Throw(rt, err)
	}
	made := make([]*worker, min(runtime.NumCPU(), mostWorkers))
	for i := range made {
		if made[i], err = newWorker(m.process, m.vu, script, setup); err != nil {
			common.Throw(rt, plainError(err))
		}
	}
	m.workers.mu.Lock()
	defer m.workers.mu.Unlock()
	m.workers.made = made
	return sobek.Undefined()
}

// defineClient is sse.defineClient(client): each worker makes it ready.
func (m *ModuleInstance) defineClient(call sobek.FunctionCall) sobek.Value {
	rt := m.vu.Runtime()
	name, err := stringOf("client", call.Argument(0))
	if err != nil {
		throwTypeError(rt, "sse.defineClient", err)
	}
	for _, worker := range m.workers.all() {
		err := worker.turn(m.vu, func(rt *sobek.Runtime) error {
			_, err := worker.define(sobek.Undefined(), rt.ToValue(name))
			return err
		})
		if err != nil {
			common.Throw(rt, err)
		}
	}
	return sobek.Undefined()
}

func (w *workers) all() []*worker {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.made
}

// turn is one VU's use of a worker that is free, the first before all others, since it is the warmest; else it waits for
// one.
func (w *workers) turn(vu modules.VU, work func(worker *worker, rt *sobek.Runtime) error) error {
	worker, err := w.lockOne(vu.State().VUIDGlobal)
	if err != nil {
		return err
	}
	defer worker.mu.Unlock()
	return worker.locked(vu, func(rt *sobek.Runtime) error { return work(worker, rt) })
}

func (w *workers) lockOne(vuID uint64) (*worker, error) {
	made := w.all()
	if len(made) == 0 {
		return nil, errors.New("there is no worker: define one with sse.defineWorker first")
	}
	for _, worker := range made {
		if worker.mu.TryLock() {
			return worker, nil
		}
	}
	worker := made[vuID%uint64(len(made))]
	worker.mu.Lock()
	return worker, nil
}
