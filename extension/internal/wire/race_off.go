//go:build !race

package wire

func tellRaceDetector(uintptr) {}
