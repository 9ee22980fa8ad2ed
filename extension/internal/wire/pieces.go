package wire

import (
	"bytes"
	"encoding/binary"
)

var (
	statusLine = []byte("HTTP/1.")
	lineEnd    = []byte("\n")
)

// pieces grows with the number of packets that a read is of, and not with their sizes: it is the number of TLS records, or
// else of line ends.
func pieces(read []byte) int {
	if records := tlsRecords(read); records > 0 {
		return records
	}
	return bytes.Count(read, lineEnd)
}

const tlsHeader = 5

// tlsRecords is the number of records that begin in what begins with one, 0 for anything else (RFC 8446, 5.1).
func tlsRecords(read []byte) (records int) {
	for len(read) >= tlsHeader && read[0] >= 20 && read[0] <= 23 && read[1] == 3 {
		records++
		read = read[min(tlsHeader+int(binary.BigEndian.Uint16(read[3:])), len(read)):]
	}
	return records
}
