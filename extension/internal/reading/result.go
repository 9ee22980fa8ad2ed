package reading

// Result is all that a reader has found.
type Result struct {
	Findings
	FrameCount int
	// Pieces are the arrivals over all channels, nil without any.
	Pieces   *Series
	Channels []Channel
	// Extra are the raw JSON values of the extra rules that were found.
	Extra map[string]string
}

// Channel is one that had pieces.
type Channel struct {
	Name string
	*Series
	// Text and Times are empty unless they were to be kept.
	Text  string
	Times []float64
	// InLastPiece tells that the last frame with a piece brought one to this channel.
	InLastPiece bool
}

// Result gives what has been found; the reader is not to be used after it.
func (r *Reader) Result() *Result {
	result := &Result{
		Findings: r.found, FrameCount: r.frameCount, Pieces: r.log.together(), Extra: map[string]string{},
	}
	for i := range r.log.channels {
		log := &r.log.channels[i]
		if log.series.Count > 0 {
			result.Channels = append(result.Channels, Channel{
				Name: r.log.names[i], Series: &log.series, Text: wholeText(log.text), Times: log.times, InLastPiece: r.log.ofLastPiece(i),
			})
		}
	}
	for number, raw := range r.found.extra {
		if len(raw) > 0 {
			result.Extra[r.options.Rules.ExtraNames[number]] = string(raw)
		}
	}
	return result
}
