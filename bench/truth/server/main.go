// Command server streams chat completions by an absolute schedule and logs what it truly did, and when.
//
// It says itself when it was late: what a client saw of such a request tells nothing about the client.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"runtime/debug"
	"time"
)

func main() {
	var byDefault plan
	listen := flag.String("listen", "127.0.0.1:0", "address to listen on")
	file := flag.String("log", "truth.jsonl", "where the truth goes, one JSON line a request")
	late := flag.Duration("late", 3*time.Millisecond, "how long a write or a tick may take before its requests are marked")
	flag.DurationVar(&byDefault.ttft, "ttft", 200*time.Millisecond, "from the request's first byte to the first token")
	flag.DurationVar(&byDefault.gap, "gap", 20*time.Millisecond, "from token frame to token frame")
	flag.IntVar(&byDefault.tokens, "tokens", 100, "tokens of a reply, unless the request says max_tokens")
	flag.IntVar(&byDefault.perFrame, "per-frame", 1, "tokens in one frame")
	flag.IntVar(&byDefault.reasoning, "reasoning", 0, "how many of the first frames are reasoning and no answer")
	protocol := flag.String("http", "1", "1, or over TLS with a certificate made now: 1-tls, 2-tls")
	flag.Parse()

	// A collection delays whatever is due meanwhile; memory is no concern here.
	debug.SetGCPercent(1000)
	truth, err := os.Create(*file)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	server := &server{byDefault: byDefault, late: *late, truth: newTruthLog(truth), ticks: newTicks(*late)}
	switch *protocol {
	case "1":
	case "1-tls":
		listener = tls.NewListener(listener, selfSigned("http/1.1"))
	case "2-tls":
		log.Fatal(server.serveHTTP2(listener))
	default:
		log.Fatalf("-http: expected 1, 1-tls or 2-tls, got %q", *protocol)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go server.serveHTTP1(conn)
	}
}
