package reading

import (
	"math"
	"slices"
)

// Series are the arrivals of successive pieces. Gaps are kept as whole microseconds: four bytes a piece instead of
// eight, and a thousandth of a millisecond is far below what a socket's times are worth.
type Series struct {
	Count       int
	First, Last float64
	longest     float64
	gaps        []uint32
}

func (s *Series) add(atMs float64) {
	if s.Count == 0 {
		s.First = atMs
	} else {
		gap := atMs - s.Last
		s.longest = max(s.longest, gap)
		s.gaps = append(s.gaps, uint32(min(math.Round(gap*1000), math.MaxUint32)))
	}
	s.Count++
	s.Last = atMs
}

// clone gives a series that grows on its own.
func (s *Series) clone() Series {
	copied := *s
	copied.gaps = slices.Clone(s.gaps)
	return copied
}

// Gaps are the longest gap and nearest-rank percentiles of all; none with fewer than two pieces.
func (s *Series) Gaps() (longest, p50, p99 float64, ok bool) {
	if len(s.gaps) == 0 {
		return 0, 0, 0, false
	}
	slices.Sort(s.gaps)
	rank := func(percent int) float64 {
		gap := s.gaps[(percent*len(s.gaps)+99)/100-1]
		// Rounding must not lift a percentile above the longest gap.
		return min(float64(gap)/1000, s.longest)
	}
	return s.longest, rank(50), rank(99), true
}
