import { describe, expect, it } from 'vitest';
import { conclude } from '../../../lib/limits/discovery/conclude.ts';
import type { DiscoveryPlan } from '../../../lib/limits/discovery/discovery.ts';
import { discover, type Endpoint, type Limit } from './limited-endpoint.ts';

const minute = 60_000;
const plan: DiscoveryPlan = {
  windowMs: minute,
  mostSenders: 16,
  mostRequests: 6000,
  mostTokens: 1_000_000,
  endMs: 20 * minute,
  sizes: { small: 15, large: 500, largest: 8000 },
};

const bucket = (amount: number, more: Partial<Limit> = {}): Limit => ({
  kind: 'token-bucket',
  amount,
  periodMs: minute,
  ...more,
});
const fixed = (amount: number, more: Partial<Limit> = {}): Limit => ({
  kind: 'fixed-window',
  amount,
  periodMs: minute,
  ...more,
});
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

/** In how many of 20 runs the limit is told right: its kind, and the rate within 5 %. */
function right(endpoint: Endpoint, unit: 'requests' | 'tokens'): number {
  const limit = endpoint[unit] as Limit;
  return seeds.filter((seed) => {
    const { runs, sent } = discover(endpoint, plan, seed);
    expect(sent).toBeLessThanOrEqual(plan.mostRequests);
    const found = conclude(runs)[unit];
    const perMs = limit.amount / limit.periodMs;
    return found?.kind === limit.kind && Math.abs(found.perMs / perMs - 1) <= 0.05;
  }).length;
}

describe('the limit on requests, right in at least 18 of 20 runs', () => {
  it.each<[string, Endpoint]>([
    ['a bucket of 60 a minute', { requests: bucket(60) }],
    ['a bucket of 20 a minute', { requests: bucket(20) }],
    ['a bucket that holds only 5', { requests: bucket(60, { size: 5 }) }],
    ['one request a second and no more at once', { requests: bucket(60, { size: 1 }) }],
    ['a bucket of 1000 a minute', { requests: bucket(1000) }],
    ['a window of 60 a minute', { requests: fixed(60) }],
    ['a window of 10 a minute', { requests: fixed(10) }],
    ['a window of 500 a minute', { requests: fixed(500) }],
    ['a window of 10 seconds', { requests: fixed(20, { periodMs: 10_000 }) }],
    ['answers that take a second', { requests: fixed(60), answerMs: 1000 }],
    ['a bucket, and answers that take a second', { requests: bucket(60), answerMs: 1000 }],
  ])('%s', (_name, endpoint) => expect(right(endpoint, 'requests')).toBeGreaterThanOrEqual(18));
});

describe('the limit on tokens by usage, right in at least 18 of 20 runs', () => {
  it.each<[string, Endpoint]>([
    ['a bucket of 20,000 a minute, 200 requests', { requests: bucket(200), tokens: bucket(20_000) }],
    ['a window of 20,000 a minute, 200 requests', { requests: fixed(200), tokens: fixed(20_000) }],
    ['a window of 6000 a minute: coarse at first', { requests: fixed(200), tokens: fixed(6000) }],
    ['requests bite before tokens until they are larger', { requests: bucket(60), tokens: bucket(100_000) }],
    ['no limit on requests', { tokens: bucket(30_000) }],
  ])('%s', (_name, endpoint) => expect(right(endpoint, 'tokens')).toBeGreaterThanOrEqual(18));
});

it('the size of a bucket, within 10 % or one request', () => {
  for (const seed of seeds) {
    const found = conclude(discover({ requests: bucket(60, { size: 30 }) }, plan, seed).runs).requests;
    expect(Math.abs((found?.size ?? 0) - 30)).toBeLessThanOrEqual(3);
  }
});

it('without any limit it says how much passed, within its bounds', () => {
  const { runs, sent } = discover({}, plan, 1);
  expect(sent).toBeLessThanOrEqual(plan.mostRequests);
  const found = conclude(runs);
  expect(found.requests).toBeUndefined();
  expect(found.requestsAtLeast?.accepted).toBe(plan.mostRequests / 2);
  expect(found.tokensAtLeast?.tokens).toBeGreaterThan(100_000);
});

it.each([3000, 40_000])('a limit on tokens alone, %i a minute, is no limit on requests', (amount) => {
  for (const seed of seeds) {
    const found = conclude(discover({ tokens: bucket(amount) }, plan, seed).runs);
    expect(found.requests).toBeUndefined();
    expect(found.tokens?.kind).toBe('token-bucket');
  }
});

describe('a limit on tokens where 200 are asked for and 4 are used', () => {
  const asks = { maxTokens: 200 };
  /** In how many of 20 runs the limit of 20,000 a minute is told right by this reading. */
  const rightBy = (endpoint: Endpoint, reading: 'tokens' | 'tokensReserved'): number =>
    seeds.filter((seed) => {
      const found = conclude(discover({ ...asks, ...endpoint }, plan, seed).runs)[reading];
      return Math.abs((found?.perMs ?? 0) / (20_000 / minute) - 1) <= 0.05;
    }).length;

  it.each<[string, Limit]>([
    ['bucket', bucket(20_000)],
    ['window', fixed(20_000)],
  ])('charged by usage or by reservation: one of both bounds is the limit of a %s', (_name, tokens) => {
    expect(rightBy({ tokens, charge: 'usage' }, 'tokens')).toBeGreaterThanOrEqual(18);
    expect(rightBy({ tokens, charge: 'reservation' }, 'tokensReserved')).toBeGreaterThanOrEqual(18);
  });

  it.each(['usage', 'reservation'] as const)(
    'by %s: requests of two sizes tell, and it limits no requests',
    (charge) => {
      for (const seed of seeds) {
        const found = conclude(discover({ ...asks, tokens: bucket(20_000), charge }, plan, seed).runs);
        expect(found.chargedBy).toBe(charge);
        expect(found.requests).toBeUndefined();
      }
    },
  );

  it('that small requests did not meet: how it is charged stays open', () => {
    const endpoint = { ...asks, requests: bucket(50), tokens: bucket(20_000), charge: 'reservation' } as const;
    const found = conclude(discover(endpoint, plan, 1).runs);
    expect(found.chargedBy).toBeUndefined();
    expect((found.requests?.perMs ?? 0) * minute).toBeCloseTo(50, 0);
    expect(found.tokensReserved?.perMs).toBeGreaterThan((found.tokens?.perMs ?? 0) * 1.3);
  });
});

it('ends in time', () => {
  const { tookMs } = discover({ requests: fixed(60), tokens: fixed(1e9) }, { ...plan, endMs: 2 * minute }, 1);
  expect(tookMs).toBeLessThan(2.1 * minute);
});
