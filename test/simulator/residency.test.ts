import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../simulator/config.ts';
import { coldReply } from '../../simulator/model/cold-reply.ts';
import { createParkedCalls } from '../../simulator/model/parked-calls.ts';
import { createResidency } from '../../simulator/model/residency.ts';

const residencyOf = (given: Record<string, unknown>, startMs = 0) => createResidency(resolveConfig(given), startMs);

describe('a model', () => {
  it('that is loaded at the start and never unloaded is warm whenever it is asked', () => {
    const model = residencyOf({});
    expect([0, 1e6, 1e12].map((atMs) => model.arrive(atMs))).toEqual([0, 0, 0]);
  });

  it('that starts cold is loaded by the first request; who comes meanwhile waits for the rest', () => {
    const model = residencyOf({ startCold: true, coldStartMs: 500 });
    expect([100, 300, 599, 600, 1e9].map((atMs) => model.arrive(atMs))).toEqual([500, 300, 1, 0, 0]);
  });

  it('is unloaded after so long without a request', () => {
    const model = residencyOf({ unloadAfterMs: 1000, coldStartMs: 500 }, 50);
    expect(model.arrive(1049)).toBe(0);
    expect(model.arrive(2048)).toBe(0);
    expect(model.arrive(3048)).toBe(500);
  });

  it('is idle from the end of the last answer, and never while there is one', () => {
    const model = residencyOf({ unloadAfterMs: 1000, coldStartMs: 500 });
    model.arrive(0);
    model.enter();
    expect(model.arrive(5000)).toBe(0);
    model.leave(9000);
    expect(model.arrive(9999)).toBe(0);
    expect(model.arrive(10_999)).toBe(500);
  });

  it('that nobody waited for is idle from when it was loaded', () => {
    const model = residencyOf({ startCold: true, unloadAfterMs: 1000, coldStartMs: 500 });
    model.arrive(0);
    expect(model.arrive(1499)).toBe(0);
  });

  it('takes a different time to load each time, the same by the same seed', () => {
    const loads = (seed: number) => {
      const model = residencyOf({ startCold: true, unloadAfterMs: 10, coldStartMs: 500, coldStartJitter: 0.3, seed });
      return [0, 1e5, 2e5].map((atMs) => model.arrive(atMs));
    };
    expect(new Set(loads(1)).size).toBe(3);
    expect(loads(1)).toEqual(loads(1));
    expect(loads(1)).not.toEqual(loads(2));
  });
});

describe('a request that finds it loading', () => {
  const replyOf = (coldStartReply: string, waitMs: number) =>
    coldReply(resolveConfig({ startCold: true, coldStartMs: 1, coldStartReply, redirectAfterMs: 100 }), waitMs);

  it.each([
    ['hold', 700, { holdMs: 700 }],
    ['503', 700, { holdMs: 0, instead: { status: 503, message: 'Loading model' } }],
    ['429', 700, { holdMs: 0, instead: { status: 429, headers: { 'x-amzn-errortype': 'ModelNotReadyException' } } }],
    ['303', 700, { holdMs: 100, instead: 'redirect' }],
    ['303', 100, { holdMs: 100 }],
    ['refuse', 700, { holdMs: 0, instead: 'reset' }],
  ])('with %s and %d ms to go', (kind, waitMs, reply) => {
    expect(replyOf(kind, waitMs)).toMatchObject(reply);
    expect('instead' in replyOf(kind, waitMs)).toBe('instead' in reply);
  });
});

describe('calls that were sent on', () => {
  it('are fetched once', () => {
    const calls = createParkedCalls();
    calls.park('a', 'body');
    expect([calls.take('a'), calls.take('a')]).toEqual(['body', undefined]);
  });

  it('are forgotten beyond a thousand, the oldest first', () => {
    const calls = createParkedCalls();
    for (let index = 0; index <= 1000; index += 1) calls.park(String(index), 'body');
    expect([calls.take('0'), calls.take('1')]).toEqual([undefined, 'body']);
  });
});
