import { describe, expect, it } from 'vitest';
import { chat, start, streamed } from './running-simulator.ts';

describe('a limit on requests', () => {
  it('is advertised on every reply and answers 429 with Retry-After once used up', async () => {
    const simulator = await start({ requestsPerMinute: 2 });
    const first = await chat(simulator);
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('1');
    await chat(simulator);
    const third = await chat(simulator);
    expect(third.status).toBe(429);
    expect(third.headers.get('x-ratelimit-limit-requests')).toBe('2');
    expect(third.headers.get('retry-after')).toBe('30');
    expect(await third.json()).toEqual({
      error: {
        message: expect.stringMatching(
          /^Rate limit reached for any-model on requests per min \(RPM\): Limit 2, Used 2, Requested 1\. Please try again in 29\.\d+s\.$/,
        ),
        type: 'requests',
        param: null,
        code: 'rate_limit_exceeded',
      },
    });
    await simulator.idle();
    const refused = simulator.truth.find((record) => record.index === 2);
    expect(refused).toMatchObject({ status: 429, outcome: 'rejected', limit: 'requests', inputTokens: 3 });
    expect(refused?.retryMs).toBeGreaterThan(29_000);
  });
});

describe('a limit on tokens', () => {
  it('is charged for what was handed over, cut answers too', async () => {
    const simulator = await start({ tokensPerWindow: 100, limitKind: 'fixed-window', windowMs: 1e9, outputTokens: 20 });
    await (await chat(simulator)).text();
    await (await chat(simulator, streamed, { 'x-sim-fault': 'close@5' })).text();
    await simulator.idle();
    const third = await chat(simulator);
    expect(third.headers.get('x-ratelimit-remaining-tokens')).toBe(String(100 - (3 + 20) - (3 + 5) - 3));
  });

  it('answers 429 of type tokens', async () => {
    const simulator = await start({ tokensPerWindow: 2 });
    const reply = await chat(simulator);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, null]);
    expect(await reply.json()).toMatchObject({ error: { type: 'tokens', code: 'rate_limit_exceeded' } });
    await simulator.idle();
    expect(simulator.truth[0]).not.toHaveProperty('retryMs');
  });
});

describe('a limit on requests at a time', () => {
  it('frees the place of an answered request, and of one whose client left', async () => {
    const simulator = await start({ maxConcurrent: 1, outputTokens: 100_000 });
    const abort = new AbortController();
    await chat(simulator, streamed, {}, abort.signal);
    expect((await chat(simulator)).status).toBe(429);
    abort.abort();
    await simulator.idle();
    const next = await chat(simulator, { ...streamed, max_tokens: 2 });
    expect(next.status).toBe(200);
    await next.text();
    await simulator.idle();
    expect((await chat(simulator, { ...streamed, max_tokens: 2 })).status).toBe(200);
    expect(simulator.truth[0]).toMatchObject({ limit: 'concurrency' });
  });
});

it('Anthropic’s headers come in its own form', async () => {
  const reply = await chat(await start({ requestsPerWindow: 60, advertise: 'anthropic' }));
  expect(reply.headers.get('anthropic-ratelimit-requests-remaining')).toBe('59');
  const reset = reply.headers.get('anthropic-ratelimit-requests-reset') ?? '';
  expect(reset).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(Math.abs(Date.parse(reset) - Date.now())).toBeLessThan(3000);
});
