import { describe, expect, it } from 'vitest';
import { chat, eventsOf, type Json, prompt, raw, rawRequest, start, streamed } from './running-simulator.ts';

const never = { startCold: true, coldStartMs: 1e6 };
const soon = { startCold: true, coldStartMs: 60 };

describe('a cold model', () => {
  it('holds requests until it is loaded, all of them until the same moment', async () => {
    const simulator = await start({ startCold: true, coldStartMs: 150 });
    await Promise.all([1, 2].map(async () => (await chat(simulator)).text()));
    await (await chat(simulator)).text();
    await simulator.idle();
    const [first, second, third] = [...simulator.truth].sort((a, b) => (b.coldWaitMs ?? 0) - (a.coldWaitMs ?? 0));
    expect(first).toMatchObject({ cold: true, outcome: 'ok', queueMs: 0 });
    expect(first?.coldWaitMs).toBe(150);
    expect(second?.coldWaitMs).toBeLessThan(150);
    for (const record of [first, second]) expect(record?.slotMs).toBeGreaterThanOrEqual((record?.coldWaitMs ?? 0) - 1);
    expect(third).not.toHaveProperty('cold');
    expect(third).not.toHaveProperty('coldWaitMs');
  });

  it('tells how long loading took where that is told, in ns', async () => {
    const simulator = await start({ ...soon, tellLoadTime: true });
    const usageOf = async () => eventsOf(await (await chat(simulator)).text()).at(-2).usage;
    expect((await usageOf()).load_duration).toBe(60_000_000);
    expect(await usageOf()).not.toHaveProperty('load_duration');
  });

  it('answers 503 as llama.cpp does', async () => {
    const simulator = await start({ ...never, coldStartReply: '503' });
    const reply = await chat(simulator);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toEqual({
      error: { message: 'Loading model', type: 'unavailable_error', param: null, code: 503 },
    });
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ cold: true, coldWaitMs: 1e6, status: 503, outcome: 'rejected' });
  });

  it('answers 429 as SageMaker does', async () => {
    const reply = await chat(await start({ ...never, coldStartReply: '429' }));
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([429, 'ModelNotReadyException']);
    expect(reply.headers.has('retry-after')).toBe(false);
    expect(((await reply.json()) as Json).error).toEqual({
      message: 'Model is not ready for inference. Wait and try your request again.',
      type: 'ModelNotReadyException',
      param: null,
      code: 'model_not_ready',
    });
  });

  it('resets connections', async () => {
    const simulator = await start({ ...never, coldStartReply: 'refuse' });
    expect(await raw(simulator, rawRequest(prompt))).toEqual({ text: '', ended: 'ECONNRESET' });
    expect(simulator.truth[0]).toMatchObject({ cold: true, outcome: 'reset', status: 0 });
  });

  it('is loaded by those whom it turns away', async () => {
    const simulator = await start({ ...soon, coldStartReply: '503' });
    await expect.poll(async () => (await chat(simulator)).status, { interval: 20 }).toBe(200);
    await simulator.idle();
    expect(simulator.truth.length).toBeGreaterThan(1);
  });

  it('lets go of clients that leave while they wait', async () => {
    const simulator = await start(never);
    const abort = new AbortController();
    const reply = chat(simulator, streamed, {}, abort.signal).catch(() => 'left');
    await expect.poll(() => simulator.stats().open).toBe(1);
    abort.abort();
    expect(await reply).toBe('left');
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ cold: true, outcome: 'client_closed' });
  });
});

describe('a cold model that sends on', () => {
  it('does so until the answer is there, and a client that follows gets it', async () => {
    const simulator = await start({ ...soon, coldStartReply: '303', redirectAfterMs: 25, outputTokens: 3 });
    const reply = await chat(simulator);
    expect([reply.status, reply.redirected]).toEqual([200, true]);
    expect(eventsOf(await reply.text()).at(-2).usage.completion_tokens).toBe(3);
    await simulator.idle();
    const steps = simulator.truth.map(({ status, outcome }) => `${status} ${outcome}`);
    expect(steps.length).toBeGreaterThan(1);
    expect(new Set(steps.slice(0, -1))).toEqual(new Set(['303 redirected']));
    expect(steps.at(-1)).toBe('200 ok');
  });

  it('names the place under its own path, whatever the id', async () => {
    const simulator = await start({ ...never, coldStartReply: '303', redirectAfterMs: 1 });
    const reply = await raw(simulator, rawRequest(prompt, { 'x-request-id': 'a&b', connection: 'close' }));
    expect(reply.text).toMatch(/^HTTP\/1.1 303 See Other\r\n/);
    expect(reply.text).toContain('\r\nlocation: /v1/chat/completions?sim_call=a%26b\r\n');
    const again = await fetch(`${simulator.url}/v1/chat/completions?sim_call=a%26b`, { redirect: 'manual' });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/v1/chat/completions?sim_call=a%26b']);
  });

  it('knows only calls that it sent on', async () => {
    const reply = await fetch(`${(await start()).url}/v1/chat/completions?sim_call=nobody`);
    expect([reply.status, ((await reply.json()) as Json).error.message]).toEqual([404, 'unknown call nobody']);
  });

  it('charges a call once', async () => {
    const simulator = await start({ ...soon, coldStartReply: '303', redirectAfterMs: 25, requestsPerWindow: 10 });
    await (await chat(simulator)).text();
    const next = await chat(simulator);
    expect(next.headers.get('x-ratelimit-remaining-requests')).toBe('8');
  });
});

describe('a model that is unloaded when idle', () => {
  it('is kept by an answer for as long as that is under way', async () => {
    const simulator = await start({
      unloadAfterMs: 60,
      coldStartMs: 1e6,
      coldStartReply: '503',
      outputTokens: 100_000,
    });
    const abort = new AbortController();
    await chat(simulator, streamed, {}, abort.signal);
    const until = performance.now() + 100;
    await expect.poll(() => performance.now(), { interval: 20 }).toBeGreaterThan(until);
    expect((await chat(simulator, { ...prompt, max_tokens: 1 })).status).toBe(200);
    abort.abort();
  });

  it('is not kept by a look at /health', async () => {
    const simulator = await start({ unloadAfterMs: 60, coldStartMs: 1e6, coldStartReply: '503' });
    const until = performance.now() + 100;
    while (performance.now() < until) expect((await fetch(`${simulator.url}/health`)).status).toBe(200);
    expect((await chat(simulator)).status).toBe(503);
  });
});
