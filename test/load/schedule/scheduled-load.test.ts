import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostWithin, offeredByTimes } from '../../../lib/load/schedule/offered-by-times.ts';
import { scheduledLoad } from '../../../lib/load/schedule/scheduled-load.ts';

const ascending = fc
  .array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 })
  .map((t) => t.sort((a, b) => a - b));

describe('what arrivals at known times offer', () => {
  const offered = offeredByTimes([100, 200, 200, 1500, 2900], 4000);

  it('can be asked at any time', () => {
    expect([0, 100, 101, 200, 201, 4000].map((atMs) => offered.arrivals(atMs))).toEqual([0, 0, 1, 1, 3, 5]);
    expect([0, 150, 1000, 3000].map((atMs) => offered.rate(atMs))).toEqual([3, 2, 1, 0]);
    expect(offered.peak).toBe(3);
  });

  it('is what one finds by counting', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 0, max: 6000 }), (times, untilMs) => {
        expect(offeredByTimes(times, 6000).arrivals(untilMs)).toBe(times.filter((time) => time < untilMs).length);
      }),
    );
  });
});

describe('the most within a span', () => {
  it('is what one finds by trying each arrival as the first', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 1, max: 3000 }), (times, spanMs) => {
        const tried = times.map((from) => times.filter((time) => time >= from && time < from + spanMs).length);
        expect(mostWithin(times, spanMs)).toBe(Math.max(...tried));
      }),
    );
  });

  it('of nothing is none', () => {
    expect(mostWithin([], 1000)).toBe(0);
  });
});

describe('a load by a schedule', () => {
  const options = { warmupMs: 0, windowMs: 10_000, maxVus: 100, timeoutMs: 4000 };
  const every = (ms: number, n: number) => Array.from({ length: n }, (_, i) => ({ atMs: i * ms }));

  it('has as many virtual users as are busy at once if each request takes its whole time-out', () => {
    expect(scheduledLoad(options, every(100, 80), 'x', 'LLM_X').scenario?.vus).toBe(50);
    expect(scheduledLoad(options, every(10_000, 80), 'x', 'LLM_X').scenario?.vus).toBe(1);
    expect(scheduledLoad(options, every(0, 30), 'x', 'LLM_X').scenario?.vus).toBe(30);
  });

  it('never has more than LLM_MAX_VUS', () => {
    expect(scheduledLoad({ ...options, maxVus: 7 }, every(1, 80), 'x', 'LLM_X').scenario?.vus).toBe(7);
  });

  it('begins nothing a whole time-out after the last arrival was due', () => {
    expect(scheduledLoad(options, every(100, 81), 'x', 'LLM_X').scenario?.maxDuration).toBe('13s');
  });
});
