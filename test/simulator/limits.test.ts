import { describe, expect, it } from 'vitest';
import { createBucket } from '../../simulator/limits/bucket.ts';
import { goDuration } from '../../simulator/limits/go-duration.ts';
import { createRequestLimit } from '../../simulator/limits/request-limit.ts';

describe('token bucket', () => {
  it('lets a full bucket through at once, then one each refill', () => {
    const bucket = createBucket(2, 2000);
    expect([0, 0, 0, 999, 1000, 1500].map((atMs) => bucket.take(1, atMs).isAllowed)).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('tells when the same would be allowed, and that is true', () => {
    const bucket = createBucket(1, 1000);
    bucket.take(1, 0);
    expect(bucket.take(1, 400).retryMs).toBe(600);
    expect(bucket.take(1, 1000).isAllowed).toBe(true);
  });

  it('tells what is left and when it is full', () => {
    expect(createBucket(60, 60_000).take(1, 5)).toEqual({ isAllowed: true, remaining: 59, retryMs: 0, fullMs: 1000 });
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

describe('request limit', () => {
  it('every reply tells limit, remaining and reset; a refused one when to come back', () => {
    const limit = createRequestLimit(60);
    expect(limit.charge(0).headers).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
    });
    for (let index = 0; index < 59; index += 1) limit.charge(0);
    const { failure } = limit.charge(0);
    expect(failure).toMatchObject({
      kind: 'rate_limited',
      status: 429,
      headers: { 'retry-after': '1', 'retry-after-ms': '1000' },
    });
  });

  it('without a limit there are no headers', () => {
    expect(createRequestLimit(undefined).charge(0)).toEqual({ headers: {} });
  });
});
