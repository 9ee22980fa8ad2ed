package reading

// pieceLog keeps the arrivals of the pieces by channel and of all together. All that one frame brings to a channel is
// one piece.
type pieceLog struct {
	keep     Keep
	names    []string
	channels []channelLog
	// all is a series of its own only from the second channel on: until then it would hold the same twice.
	all      *Series
	alone    int
	allFrame int
}

type channelLog struct {
	series Series
	// frame is the number of the frame that brought the last piece.
	frame int
	text  []byte
	times []float64
}

const noChannel = -1

func newPieceLog(names []string, keep Keep) *pieceLog {
	return &pieceLog{keep: keep, names: names, channels: make([]channelLog, len(names)), alone: noChannel}
}

func (l *pieceLog) add(channel, frame int, atMs float64, text string) {
	log := &l.channels[channel]
	if l.alone == noChannel {
		l.alone = channel
	}
	if l.all == nil && channel != l.alone {
		// A frame whose first channel was the other one has counted there already.
		all := l.channels[l.alone].series.clone()
		l.all, l.allFrame = &all, l.channels[l.alone].frame
	}
	if l.all != nil && l.allFrame != frame {
		l.all.add(atMs)
		l.allFrame = frame
	}
	if log.frame != frame {
		log.frame = frame
		log.series.add(atMs)
		if l.keep.Times {
			log.times = append(log.times, atMs)
		}
	}
	if l.keep.Text {
		log.text = append(log.text, text...)
	}
}

// count is the number of pieces over all channels.
func (l *pieceLog) count() int {
	if all := l.together(); all != nil {
		return all.Count
	}
	return 0
}

// ofLastPiece tells of a channel whether the last frame with a piece brought one to it.
func (l *pieceLog) ofLastPiece(channel int) bool {
	last := l.allFrame
	if l.all == nil && l.alone != noChannel {
		last = l.channels[l.alone].frame
	}
	return last > 0 && l.channels[channel].frame == last
}

// together is nil if there was no piece at all.
func (l *pieceLog) together() *Series {
	if l.all != nil || l.alone == noChannel {
		return l.all
	}
	return &l.channels[l.alone].series
}
