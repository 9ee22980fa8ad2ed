import { expect, it } from 'vitest';
import { createRetryAfterProbe, type NextProbe } from '../../lib/limits/retry-after-probe.ts';

interface Endpoint {
  /** When a request passes again after the one that passed last; from time 0 the first. */
  everyMs: number;
  /** What a 429 tells over the true wait; absent: nothing. */
  factor?: number;
}

/** Every probe takes no time, and is refused until `everyMs` after the last that passed. */
function play({ everyMs, factor }: Endpoint, endMs = 60_000): (NextProbe & { sentMs: number; passed: boolean })[] {
  const machine = createRetryAfterProbe({ startMs: 0, endMs });
  const sent: (NextProbe & { sentMs: number; passed: boolean })[] = [];
  let nowMs = 0;
  let freeMs = everyMs;
  for (let probe = machine.next(); probe !== undefined; probe = machine.next()) {
    nowMs = Math.max(nowMs, probe.atMs);
    const passed = nowMs >= freeMs;
    const retryAfterMs = passed || factor === undefined ? undefined : (freeMs - nowMs) * factor;
    if (passed) freeMs = nowMs + everyMs;
    sent.push({ ...probe, sentMs: nowMs, passed });
    machine.saw({ kind: probe.kind, atMs: nowMs, passed, retryAfterMs });
    expect(sent.length).toBeLessThan(1000);
  }
  return sent;
}

const of = (sent: ReturnType<typeof play>, kind: string) => sent.filter((probe) => probe.kind === kind);

it('asks once a second until a request passes', () => {
  const sent = play({ everyMs: 3500 });
  expect(of(sent, 'tick').map(({ sentMs }) => sentMs)).toEqual([0, 1000, 2000, 3000, 4000]);
  expect(of(sent, 'tick').map(({ passed }) => passed)).toEqual([false, false, false, false, true]);
});

it('of an honest endpoint, what is sent right after the time told passes, and what is sent before does not', () => {
  const sent = play({ everyMs: 2000, factor: 1 });
  expect(of(sent, 'after').every(({ passed }) => passed)).toBe(true);
  expect(of(sent, 'before').some(({ passed }) => passed)).toBe(false);
  expect(of(sent, 'after')).toHaveLength(5);
});

it('a Retry-After of a third of the wait is found out', () => {
  const after = of(play({ everyMs: 3000, factor: 0.3 }), 'after');
  expect(after.length).toBeGreaterThan(0);
  expect(after[0]?.passed).toBe(false);
});

it('of one that asks for twice the wait, what is sent before passes', () => {
  const before = of(play({ everyMs: 2000, factor: 2 }), 'before');
  expect(before.filter(({ passed }) => passed).length).toBeGreaterThanOrEqual(4);
});

it('an endpoint that never passes is asked until the time is over, and no longer', () => {
  const sent = play({ everyMs: Number.POSITIVE_INFINITY }, 10_000);
  expect(sent.map(({ sentMs }) => sentMs)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000]);
});

it('a Retry-After beyond the end is not waited for', () => {
  const sent = play({ everyMs: 100_000, factor: 1 }, 5000);
  expect(of(sent, 'tick')).toHaveLength(6);
  expect(sent).toHaveLength(6);
});

it('without a limit it stops after four that pass', () => {
  expect(play({ everyMs: 0 }).map(({ kind }) => kind)).toEqual(['tick', 'again', 'again', 'again']);
});

it('without Retry-After it asks a few times, and gives up', () => {
  expect(play({ everyMs: 100 }).length).toBeLessThan(12);
});
