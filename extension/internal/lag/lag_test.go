package lag

import (
	"testing"
	"time"
)

// meterAt is a meter whose ticks the test makes: at gives an epoch that lies so long ago.
func meterAt(ago time.Duration) *Meter {
	return &Meter{active: 1, running: true, epoch: time.Now().Add(-ago), due: period}
}

func TestTheWorstTickOfTheSpanCounts(t *testing.T) {
	t.Parallel()
	meter := &Meter{running: true, active: 3, epoch: time.Now(), due: time.Hour, records: []record{
		{at: 100 * time.Millisecond, late: 40 * time.Millisecond},
		{at: 200 * time.Millisecond, late: 9 * time.Millisecond},
		{at: 300 * time.Millisecond, late: 2 * time.Millisecond},
	}}
	for from, want := range map[time.Duration]float64{0: 40, 150 * time.Millisecond: 9, 250 * time.Millisecond: 2} {
		if worst, ok := (Span{meter, from}).Stop(); !ok || worst != want {
			t.Errorf("from %v: got %v %v, want %v", from, worst, ok, want)
		}
	}
}

func TestALateTickIsKeptAndAnEarlierMilderOneForgotten(t *testing.T) {
	t.Parallel()
	meter := meterAt(25 * time.Millisecond)
	meter.records = []record{{at: 1, late: time.Hour}, {at: 2, late: time.Millisecond}}
	if next, on := meter.tick(); !on || next > period {
		t.Errorf("next in %v, %v", next, on)
	}
	if len(meter.records) != 2 || meter.records[0].late != time.Hour || meter.records[1].late < 15*time.Millisecond {
		t.Errorf("got %v", meter.records)
	}
}

func TestWhatOthersDidLateCountsLikeATick(t *testing.T) {
	t.Parallel()
	meter := meterAt(25 * time.Millisecond)
	meter.due = time.Hour
	meter.Late(time.Second)
	meter.Late(time.Millisecond)
	if worst, ok := (Span{meter, 0}).Stop(); !ok || worst != 1000 {
		t.Errorf("got %v %v, want 1000", worst, ok)
	}
	(&Meter{}).Late(time.Second)
}

func TestATickThatIsOverdueNowCounts(t *testing.T) {
	t.Parallel()
	meter := meterAt(500 * time.Millisecond)
	if worst, ok := (Span{meter, 0}).Stop(); !ok || worst < 490 {
		t.Errorf("got %v %v, want at least 490", worst, ok)
	}
}

func TestASpanTooShortForATickHasNoLateness(t *testing.T) {
	t.Parallel()
	meter := meterAt(0)
	meter.due = time.Hour
	if _, ok := (Span{meter, 0}).Stop(); ok {
		t.Error("a lateness without a tick")
	}
}

func TestTheTickerStopsWhenNothingIsMeasured(t *testing.T) {
	t.Parallel()
	var meter Meter
	first, second := meter.Start(), meter.Start()
	first.Stop()
	second.Stop()
	stopped := func() bool {
		meter.mu.Lock()
		defer meter.mu.Unlock()
		return !meter.running
	}
	for deadline := time.Now().Add(30 * time.Second); !stopped(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the ticker runs on")
		}
	}
	if worst, ok := meter.Start().Stop(); ok && worst > 1000 {
		t.Errorf("a new start remembers the old ticks: %v", worst)
	}
}
