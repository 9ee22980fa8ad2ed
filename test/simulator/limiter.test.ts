import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../simulator/config.ts';
import { type Admission, createLimiter } from '../../simulator/limits/limiter.ts';

const demand = { model: 'm', inputTokens: 10 };
const limiterOf = (given: Record<string, unknown>) => createLimiter(resolveConfig(given));
const said = ({ refused }: Admission) => refused?.failure.message;

describe('a limit on requests', () => {
  it('every reply tells it; a refusal says when to come back', () => {
    const limiter = limiterOf({ requestsPerWindow: 60 });
    const first = limiter.admit(demand, 0);
    expect(first.headers).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
    });
    for (let index = 0; index < 59; index += 1) limiter.admit(demand, 0);
    const refused = limiter.admit(demand, 0);
    expect(refused).toMatchObject({
      headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m0s' },
      refused: {
        limit: 'requests',
        retryMs: 1000,
        failure: { kind: 'rate_limited', status: 429, headers: { 'retry-after': '1', 'retry-after-ms': '1000' } },
      },
    });
    expect(said(refused)).toBe(
      'Rate limit reached for m on requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in 1s.',
    );
  });

  it('requestsPerMinute is the same in short', () => {
    expect(limiterOf({ requestsPerMinute: 60 }).admit(demand, 0).headers).toEqual(
      limiterOf({ requestsPerWindow: 60 }).admit(demand, 0).headers,
    );
  });

  it('in a fixed window of 2 s all come back together', () => {
    const limiter = limiterOf({ requestsPerWindow: 3, windowMs: 2000, limitKind: 'fixed-window' });
    const isIn = (atMs: number) => limiter.admit(demand, atMs).permit !== undefined;
    expect([500, 500, 500, 500, 1999, 2000, 2000, 2000, 2000].map(isIn)).toEqual([
      ...[true, true, true, false, false],
      ...[true, true, true, false],
    ]);
    expect(said(limiter.admit(demand, 2500))).toContain('on requests per 2s: Limit 3, Used 3, Requested 1. Please try');
  });

  it('a refused request costs nothing', () => {
    const limiter = limiterOf({ requestsPerWindow: 1, windowMs: 1000 });
    limiter.admit(demand, 0);
    for (let atMs = 0; atMs < 1000; atMs += 10) expect(limiter.admit(demand, atMs).permit).toBeUndefined();
    expect(limiter.admit(demand, 1000).permit).toBeDefined();
  });

  it('of a day, begun with little left, is told and enforced beside the other', () => {
    const limiter = limiterOf({ requestsPerWindow: 60, requestsPerDay: 1000, requestsPerDayRemaining: 1.5 });
    expect(limiter.admit(demand, 0).headers).toMatchObject({
      'x-ratelimit-limit-requests': '1000',
      'x-ratelimit-remaining-requests': '0',
    });
    const refused = limiter.admit(demand, 0);
    expect(refused.refused).toMatchObject({ limit: 'requests-per-day', retryMs: 43_200 });
    expect(said(refused)).toContain('on requests per day (RPD): Limit 1000, Used 1000, Requested 1');
  });
});

describe('a limit on tokens', () => {
  const limit = { tokensPerWindow: 60, windowMs: 60_000 };

  it('by usage: input at the start, output when the answer ends', () => {
    const limiter = limiterOf(limit);
    const { permit, headers } = limiter.admit({ ...demand, maxTokens: 1000 }, 0);
    expect(headers['x-ratelimit-remaining-tokens']).toBe('50');
    permit?.settle(45, 0);
    const refused = limiter.admit(demand, 0);
    expect(refused.headers['x-ratelimit-remaining-tokens']).toBe('5');
    expect(refused.refused).toMatchObject({ limit: 'tokens', retryMs: 5000, failure: { kind: 'tokens_limited' } });
    expect(said(refused)).toBe(
      'Rate limit reached for m on tokens per min (TPM): Limit 60, Used 55, Requested 10. Please try again in 5s.',
    );
  });

  it('by usage: an answer is charged once however often it ends', () => {
    const limiter = limiterOf(limit);
    const { permit } = limiter.admit(demand, 0);
    permit?.settle(5, 0);
    permit?.settle(5, 0);
    expect(limiter.admit(demand, 0).headers['x-ratelimit-remaining-tokens']).toBe('35');
  });

  it('by reservation: input and max_tokens at the start, nothing at the end', () => {
    const limiter = limiterOf({ ...limit, tokenCharge: 'reservation' });
    const { permit, headers } = limiter.admit({ ...demand, maxTokens: 40 }, 0);
    expect(headers['x-ratelimit-remaining-tokens']).toBe('10');
    permit?.settle(3, 0);
    expect(limiter.admit({ ...demand, maxTokens: 1 }, 0).refused).toMatchObject({ retryMs: 1000 });
  });

  it('by reservation, without max_tokens: the mean length', () => {
    const limiter = limiterOf({ ...limit, tokenCharge: 'reservation', outputTokens: 30 });
    expect(limiter.admit(demand, 0).headers['x-ratelimit-remaining-tokens']).toBe('20');
  });

  it('a request that never fits is told so, without Retry-After', () => {
    const refused = limiterOf(limit).admit({ ...demand, inputTokens: 61 }, 0);
    expect(refused.refused).toMatchObject({ retryMs: Number.POSITIVE_INFINITY, failure: { status: 429, headers: {} } });
    expect(said(refused)).toContain('Request too large for m on tokens per min (TPM): Limit 60, Requested 61.');
  });

  it('may be of another kind than that on requests', () => {
    const limiter = limiterOf({ ...limit, requestsPerWindow: 600, tokenLimitKind: 'fixed-window' });
    const { headers } = limiter.admit(demand, 45_000);
    expect(headers).toMatchObject({ 'x-ratelimit-reset-requests': '100ms', 'x-ratelimit-reset-tokens': '15s' });
  });
});

describe('several limits', () => {
  it('the wait is that until all let the request in', () => {
    const limiter = limiterOf({ requestsPerWindow: 1, tokensPerWindow: 11, windowMs: 1000 });
    limiter.admit(demand, 0);
    expect(limiter.admit({ ...demand, inputTokens: 2 }, 0).refused).toMatchObject({ limit: 'requests', retryMs: 1000 });
    expect(limiter.admit({ ...demand, inputTokens: 2 }, 1000).permit).toBeDefined();
  });

  it('one that refuses leaves the others uncharged', () => {
    const limiter = limiterOf({ requestsPerWindow: 60, tokensPerWindow: 10 });
    limiter.admit({ ...demand, inputTokens: 11 }, 0);
    expect(limiter.admit(demand, 0).headers['x-ratelimit-remaining-requests']).toBe('59');
  });
});

it('one request too many at a time is refused until another has ended', () => {
  const limiter = limiterOf({ maxConcurrent: 2 });
  const { permit } = limiter.admit(demand, 0);
  limiter.admit(demand, 0);
  const refused = limiter.admit(demand, 0);
  expect(refused).toMatchObject({ headers: {}, refused: { limit: 'concurrency', failure: { status: 429 } } });
  expect(refused.refused).not.toHaveProperty('retryMs');
  permit?.settle(0, 1);
  expect(limiter.admit(demand, 1).permit).toBeDefined();
});

describe('what is told may be false', () => {
  const refusedBy = (given: Record<string, unknown>) => {
    const limiter = limiterOf({ requestsPerWindow: 2, windowMs: 10_000, ...given });
    limiter.admit(demand, 0);
    limiter.admit(demand, 0);
    return limiter.admit(demand, 0);
  };
  const retry = (given: Record<string, unknown>) => refusedBy(given).refused?.failure.headers;

  it('the limit and what remains, by a factor', () => {
    const limiter = limiterOf({ requestsPerWindow: 10, advertisedFactor: 3 });
    expect(limiter.admit(demand, 0).headers).toMatchObject({
      'x-ratelimit-limit-requests': '30',
      'x-ratelimit-remaining-requests': '27',
    });
  });

  it.each([
    [{}, { 'retry-after': '5', 'retry-after-ms': '5000' }],
    [{ retryAfterFactor: 0.3 }, { 'retry-after': '1', 'retry-after-ms': '1500' }],
    [{ retryAfterFactor: 2.1 }, { 'retry-after': '11', 'retry-after-ms': '10500' }],
    [{ retryAfterFactor: 0.1, advertise: 'groq' }, { 'retry-after': '0' }],
    [{ retryAfter: 'none' }, {}],
    [{ advertise: 'azure' }, { 'retry-after': '5', 'retry-after-ms': '5000' }],
    [{ advertise: 'anthropic' }, { 'retry-after': '5' }],
    [{ advertise: 'none' }, { 'retry-after': '5' }],
  ])('Retry-After with %j is %j', (given, headers) => {
    expect(retry(given)).toEqual(headers);
  });

  it('the true wait is known all the same', () => {
    expect(refusedBy({ retryAfterFactor: 0.3 }).refused?.retryMs).toBe(5000);
    expect(said(refusedBy({ retryAfter: 'none' }))).not.toContain('try again');
  });
});
