import { describe, expect, it } from 'vitest';
import { createBucket } from '../../simulator/limits/bucket.ts';
import { createFixedWindow } from '../../simulator/limits/fixed-window.ts';
import { goDuration } from '../../simulator/limits/go-duration.ts';
import type { Meter } from '../../simulator/limits/meter.ts';

/** Which of the takes at these times pass. */
function passes(meter: Meter, times: number[], amount = 1): boolean[] {
  return times.map((atMs) => {
    if (meter.waitMs(amount, atMs) > 0) return false;
    meter.use(amount, atMs);
    return true;
  });
}

describe('token bucket', () => {
  const two = { capacity: 2, refill: 2, periodMs: 2000 };

  it('lets a full bucket through at once, then one each refill', () => {
    const expected = [true, true, false, false, true, false];
    expect(passes(createBucket(two), [0, 0, 0, 999, 1000, 1500])).toEqual(expected);
  });

  it('a bucket smaller than its refill lets less through at once, but as much for long', () => {
    const bucket = createBucket({ capacity: 1, refill: 10, periodMs: 1000 });
    expect(passes(bucket, [0, 50, 100, 150, 200])).toEqual([true, false, true, false, true]);
  });

  it('tells when the same would be allowed, and that is true', () => {
    const bucket = createBucket({ capacity: 3, refill: 7, periodMs: 1000 });
    for (let atMs = 0.1; atMs < 5000; ) {
      bucket.use(1, atMs);
      const waitMs = bucket.waitMs(1, atMs);
      if (waitMs > 0) expect(bucket.waitMs(1, atMs + waitMs * 0.99)).toBeGreaterThan(0);
      atMs += waitMs;
      expect(bucket.waitMs(1, atMs)).toBe(0);
    }
  });

  it('more than fits in never passes', () => {
    expect(createBucket(two).waitMs(3, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('debt is worked off by the refill', () => {
    const bucket = createBucket(two);
    bucket.use(5, 0);
    expect(bucket.read(0)).toEqual({ remaining: -3, fullMs: 5000, moreMs: 1000 });
    expect(bucket.waitMs(1, 1000)).toBe(3000);
  });

  it('tells what is left, when there is more and when it is full', () => {
    const bucket = createBucket({ capacity: 60, refill: 60, periodMs: 60_000, start: 57.5 });
    expect(bucket.read(5)).toEqual({ remaining: 57.5, fullMs: 2500, moreMs: 500 });
    expect(bucket.read(1e9)).toEqual({ remaining: 60, fullMs: 0, moreMs: 0 });
  });
});

describe('fixed window', () => {
  const two = { limit: 2, periodMs: 1000 };

  it('lets the limit through, then nothing until the window turns', () => {
    const expected = [true, true, false, false, true, true, false];
    expect(passes(createFixedWindow(two), [1000, 1001, 1002, 1999.9, 2000, 2000, 2000])).toEqual(expected);
  });

  it('windows are aligned to 0, wherever the first request falls', () => {
    expect(passes(createFixedWindow(two), [1900, 1950, 2000, 2001, 2002])).toEqual([true, true, true, true, false]);
  });

  it('tells the time to the turn, and that is true', () => {
    const window = createFixedWindow(two);
    window.use(2, 1300);
    expect(window.waitMs(1, 1300)).toBe(700);
    expect(window.waitMs(1, 2000)).toBe(0);
    expect(window.waitMs(3, 2000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('tells what is left; an untouched window has nothing to wait for', () => {
    const window = createFixedWindow(two);
    expect(window.read(1300)).toEqual({ remaining: 2, fullMs: 0, moreMs: 0 });
    window.use(1, 1300);
    expect(window.read(1300)).toEqual({ remaining: 1, fullMs: 700, moreMs: 700 });
  });

  it('debt is forgotten when the window turns', () => {
    const window = createFixedWindow(two);
    window.use(9, 0);
    expect(window.read(1000).remaining).toBe(2);
  });

  it('may begin with less', () => {
    const window = createFixedWindow({ ...two, start: 0 });
    expect([window.waitMs(1, 400), window.waitMs(1, 1000)]).toEqual([600, 0]);
  });
});

describe('durations as Go prints them', () => {
  it.each([
    [0, '0s'],
    [0.4, '1ms'],
    [20, '20ms'],
    [1000, '1s'],
    [1500, '1.5s'],
    [360_000, '6m0s'],
    [179_560, '2m59.56s'],
    [3_723_500, '1h2m3.5s'],
  ])('%d ms is %s', (ms, text) => {
    expect(goDuration(ms)).toBe(text);
  });
});
