package wire

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPiecesAreLinesOrTLSRecordsWhateverTheirSizes(t *testing.T) {
	t.Parallel()
	const record, handshake = "\x17\x03\x03\x00\x02\n\n", "\x16\x03\x01\x00\x01x"
	for name, one := range map[string]struct {
		read string
		want int
	}{
		"nothing":                      {"", 0},
		"a chunk":                      {"5\r\ntoken\r\n", 2},
		"a large chunk":                {"3e8\r\n" + strings.Repeat("x", 1000) + "\r\n", 2},
		"two chunks":                   {"5\r\ntoken\r\n5\r\ntoken\r\n", 4},
		"a record":                     {record, 1},
		"records of two kinds":         {handshake + record, 2},
		"a record and part of another": {record + record[:6], 2},
		"less than the head of one":    {record + record[:4], 1},
		"no record of TLS":             {"\x17\x04\x03\x00\x00", 0},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, one.want, pieces([]byte(one.read)))
		})
	}
}
