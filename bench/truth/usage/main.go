// Command usage runs a command and says what it used: Node cannot ask the kernel for a child's resources.
//
//	usage result.json k6 run script.js
package main

import (
	"encoding/json"
	"errors"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

type result struct {
	ExitCode int `json:"exit_code"`
	// Began is when the command was started, in milliseconds since 1970.
	Began    float64 `json:"began"`
	WallMs   float64 `json:"wall_ms"`
	UserMs   float64 `json:"user_ms"`
	SysMs    float64 `json:"sys_ms"`
	MaxRssMb float64 `json:"max_rss_mb"`
	// Samples follow the process through its life.
	Samples []sample `json:"samples"`
}

const sampleEvery = 100 * time.Millisecond

func main() {
	if len(os.Args) < 3 {
		log.Fatal("usage: usage result.json command [argument…]")
	}
	command := exec.Command(os.Args[2], os.Args[3:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	begin := time.Now()
	if err := command.Start(); err != nil {
		log.Fatal(err)
	}
	// The child gets a terminal's Ctrl-C itself; what is sent to us alone is handed on.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		for received := range signals {
			_ = command.Process.Signal(received)
		}
	}()
	sampler := newSampler(command.Process.Pid)
	err := command.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		log.Fatal(err)
	}
	used := command.ProcessState.SysUsage().(*syscall.Rusage)
	text, err := json.Marshal(result{
		ExitCode: command.ProcessState.ExitCode(),
		Began:    float64(begin.UnixMicro()) / 1000,
		WallMs:   float64(time.Since(begin).Microseconds()) / 1000,
		UserMs:   float64(used.Utime.Nano()) / 1e6,
		SysMs:    float64(used.Stime.Nano()) / 1e6,
		MaxRssMb: float64(used.Maxrss) / 1024,
		Samples:  sampler.stop(),
	})
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}
