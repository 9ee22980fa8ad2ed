// Package store holds what all VUs of a process share.
package store

import (
	"fmt"
	"math"
	"sync"

	"github.com/DataDog/sketches-go/ddsketch"
)

// Store holds running sums, sketches of observed values and lists of texts, each under its own names. Every method is
// atomic.
type Store struct {
	mu       sync.Mutex
	sums     map[string]float64
	sketches map[string]*ddsketch.DDSketch
	lists    map[string][]string
}

// relativeAccuracy is that of a quantile's value.
const relativeAccuracy = 0.01

// maxBins bounds a sketch to about 16 kB; at this accuracy it covers 17 orders of magnitude.
const maxBins = 2048

// New makes an empty store.
func New() *Store {
	return &Store{sums: map[string]float64{}, sketches: map[string]*ddsketch.DDSketch{}, lists: map[string][]string{}}
}

// Add adds delta and gives the new value. A sum that would overflow is refused: infinity would never go away again.
func (s *Store) Add(name string, delta float64) (float64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum := s.sums[name] + delta
	if math.IsInf(sum, 0) || math.IsNaN(sum) {
		return 0, fmt.Errorf("%q would not be a finite number any more", name)
	}
	s.sums[name] = sum
	return sum, nil
}

// Get gives the value, 0 for an unknown name.
func (s *Store) Get(name string) float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sums[name]
}

// TryAdd adds delta if the result is at most limit.
func (s *Store) TryAdd(name string, delta, limit float64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum := s.sums[name] + delta
	if !(sum <= limit) || math.IsInf(sum, 0) {
		return false
	}
	s.sums[name] = sum
	return true
}

// Observe puts a finite, non-negative value into a sketch.
func (s *Store) Observe(name string, value float64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	sketch := s.sketches[name]
	if sketch == nil {
		made, err := ddsketch.LogCollapsingLowestDenseDDSketch(relativeAccuracy, maxBins)
		if err != nil {
			return err
		}
		sketch = made
		s.sketches[name] = sketch
	}
	return sketch.Add(value)
}

// Quantile gives the value at quantile q (0 to 1), none without observations.
func (s *Store) Quantile(name string, q float64) (value float64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sketch := s.sketches[name]
	if sketch == nil || sketch.IsEmpty() {
		return 0, false
	}
	value, err := sketch.GetValueAtQuantile(q)
	return value, err == nil
}

// Count gives the number of values observed.
func (s *Store) Count(name string) float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sketch := s.sketches[name]; sketch != nil {
		return sketch.GetCount()
	}
	return 0
}
