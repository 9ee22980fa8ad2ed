package framing

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"
)

// message encodes one event stream message with string headers.
func message(headers map[string]string, payload string) []byte {
	var encoded []byte
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		encoded = append(append(encoded, byte(len(name))), name...)
		encoded = append(encoded, stringHeader)
		encoded = binary.BigEndian.AppendUint16(encoded, uint16(len(headers[name])))
		encoded = append(encoded, headers[name]...)
	}
	return sealed(encoded, payload)
}

func sealed(headers []byte, payload string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(preludeSize+len(headers)+len(payload)+trailerSize))
	out = binary.BigEndian.AppendUint32(out, uint32(len(headers)))
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
	out = append(append(out, headers...), payload...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}

func flipped(body []byte, at int) []byte {
	body = slices.Clone(body)
	body[at] ^= 1
	return body
}

func TestAWSEventStream(t *testing.T) {
	t.Parallel()
	good := message(map[string]string{":event-type": "chunk", ":message-type": "event"}, `{"bytes":"aGk="}`)
	object := `{":event-type":"chunk",":message-type":"event","payload":{"bytes":"aGk="}}`
	var others []byte // a boolean, a byte, a timestamp and a byte array before a string
	others = append(others, 1, 'a', 0, 1, 'b', 2, 9, 1, 'c', 8, 0, 0, 0, 0, 0, 0, 0, 1)
	others = append(others, 1, 'd', 6, 0, 2, 'x', 'y', 1, 'e', stringHeader, 0, 1, 'z')
	for _, test := range []struct {
		name string
		body []byte
		want []string
		err  string
	}{
		{"one message", good, []string{object}, ""},
		{"two messages", slices.Concat(good, good), []string{object, object}, ""},
		{"no payload", message(map[string]string{"a": "b"}, ""), []string{`{"a":"b"}`}, ""},
		{"neither headers nor payload", message(nil, ""), []string{`{}`}, ""},
		{"header text that JSON must escape", message(map[string]string{"a": "\"\n\u00e9"}, "1"), []string{`{"a":"\"\n` + "\u00e9" + `","payload":1}`}, ""},
		{"headers of other types are passed over", sealed(others, "1"), []string{`{"e":"z","payload":1}`}, ""},
		{"a flipped bit in the payload", flipped(good, len(good)-6), nil, "message checksum mismatch"},
		{"a flipped bit in the length", flipped(good, 2), nil, "prelude checksum mismatch"},
		{"a good message before a broken one", slices.Concat(good, flipped(good, 20)), []string{object}, "message checksum mismatch"},
		{"a message that is cut", good[:len(good)-1], nil, ErrCutMessage.Error()},
		{"a header longer than the headers", sealed([]byte{200, 'a'}, ""), nil, "malformed headers"},
		{"a header of an unknown type", sealed([]byte{1, 'a', 77}, ""), nil, "malformed headers"},
		{"text instead of a message", []byte("<html>not found</html>"), nil, "prelude checksum mismatch"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found, err := split(AWSEventStream, test.body)
			if fmt.Sprintf("%q", found) != fmt.Sprintf("%q", test.want) {
				t.Errorf("got %q, want %q", found, test.want)
			}
			if (err == nil) != (test.err == "") || !strings.Contains(fmt.Sprint(err), test.err) {
				t.Errorf("got error %v, want %q", err, test.err)
			}
			sameAtEveryCut(t, AWSEventStream, test.body)
		})
	}
}

func TestALengthBeyondAllMessagesIsRefusedBeforeItIsWaitedFor(t *testing.T) {
	t.Parallel()
	prelude := binary.BigEndian.AppendUint32(nil, maxMessageSize+1)
	prelude = binary.BigEndian.AppendUint32(prelude, 0)
	prelude = binary.BigEndian.AppendUint32(prelude, crc32.ChecksumIEEE(prelude))
	if _, err := split(AWSEventStream, prelude); err == nil || !strings.Contains(err.Error(), "impossible lengths") {
		t.Fatalf("got %v", err)
	}
}
