package framing

import "bytes"

// lineCutter cuts bytes at LF, CR LF or a lone CR. A CR ends its line at once, since with lone CRs no LF ever comes;
// the LF of a CR LF that was cut between the two is then dropped.
type lineCutter struct {
	rest    []byte
	afterCR bool
}

// feed hands on each line that chunk completes; shared tells that the line is a view of chunk, else it is a view of
// memory that the next line overwrites.
func (c *lineCutter) feed(chunk []byte, take func(line []byte, shared bool)) {
	if c.afterCR && len(chunk) > 0 {
		c.afterCR = false
		if chunk[0] == '\n' {
			chunk = chunk[1:]
		}
	}
	// Each byte is looked at once for either mark: without remembering the next of each, a body that uses only one of
	// them would be searched to its end for the other at every line.
	start, nextLF, nextCR := 0, -1, -1
	for start < len(chunk) {
		if nextLF < start {
			nextLF = indexFrom(chunk, start, '\n')
		}
		if nextCR < start {
			nextCR = indexFrom(chunk, start, '\r')
		}
		end := min(nextLF, nextCR)
		if end == len(chunk) {
			break
		}
		c.hand(chunk[start:end], take)
		start = end + 1
		if end == nextCR {
			if start == len(chunk) {
				c.afterCR = true
			} else if chunk[start] == '\n' {
				start++
			}
		}
	}
	c.rest = append(c.rest, chunk[start:]...)
}

func (c *lineCutter) hand(line []byte, take func([]byte, bool)) {
	if len(c.rest) == 0 {
		take(line, true)
		return
	}
	whole := append(c.rest, line...)
	c.rest = whole[:0]
	take(whole, false)
}

// flush hands on the last line, which nothing ended.
func (c *lineCutter) flush(take func(line []byte, shared bool)) {
	if len(c.rest) > 0 {
		line := c.rest
		c.rest = nil
		take(line, false)
	}
}

// indexFrom gives len(chunk) if there is no such byte from start on.
func indexFrom(chunk []byte, start int, mark byte) int {
	if at := bytes.IndexByte(chunk[start:], mark); at >= 0 {
		return start + at
	}
	return len(chunk)
}
