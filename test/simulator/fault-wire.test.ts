import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { chat, eventsOf, prompt, raw, rawRequest, start, streamed, textOf } from './running-simulator.ts';

/** One request with this fault on a raw connection that the client asks to be closed afterwards. */
async function suffer(fault: string, body: object = streamed, simulator?: Simulator) {
  const sim = simulator ?? (await start({ outputTokens: 8 }));
  const reply = await raw(sim, rawRequest(body, { 'x-sim-fault': fault, connection: 'close' }));
  await sim.idle();
  const words = textOf(eventsOf(reply.text)).split(' ').filter(Boolean).length;
  return { ...reply, words, truth: sim.truth.at(-1) };
}

const terminator = '\r\n0\r\n\r\n';

describe('broken streams', () => {
  it('reset: n tokens, then the connection is reset', async () => {
    const { ended, words, text, truth } = await suffer('reset@3');
    expect([ended, words, text.includes('[DONE]')]).toEqual(['ECONNRESET', 3, false]);
    expect(truth).toMatchObject({ outcome: 'reset', fault: 'reset@3', outputTokens: 3, status: 200 });
    expect(truth).not.toHaveProperty('finish');
  });

  it('reset@0: headers and role chunk, no token', async () => {
    const { ended, words, text } = await suffer('reset@0');
    expect([ended, words, text.includes('"role":"assistant"')]).toEqual(['ECONNRESET', 0, true]);
  });

  it('cut: the connection closes in mid-body, without the last chunk of the framing', async () => {
    const { ended, words, text, truth } = await suffer('cut@3');
    expect([ended, words, text.endsWith(terminator)]).toEqual(['end', 3, false]);
    expect(truth).toMatchObject({ outcome: 'cut' });
  });

  it('close: the body ends cleanly, without finish reason or [DONE]', async () => {
    const { words, text, truth } = await suffer('close@3');
    expect([words, text.endsWith(terminator)]).toEqual([3, true]);
    expect(text).not.toMatch(/finish_reason":"|DONE/);
    expect(truth).toMatchObject({ outcome: 'closed', outputTokens: 3 });
  });

  it('error: an error frame under HTTP 200, then the end', async () => {
    const { words, text, truth } = await suffer('error@3');
    const last = eventsOf(text).at(-1);
    expect([words, last.error.type, text.endsWith(terminator)]).toEqual([3, 'server_error', true]);
    expect(truth).toMatchObject({ outcome: 'error_frame', status: 200 });
  });

  it('error-done: the same with [DONE]', async () => {
    expect(eventsOf((await suffer('error-done@3')).text).slice(-2)).toEqual([{ error: expect.anything() }, '[DONE]']);
  });

  it('a break beyond the end comes after the last token, before the finish reason', async () => {
    const { words, text } = await suffer('close@99');
    expect(words).toBe(8);
    expect(text).not.toContain('"finish_reason":"');
  });

  it('a stall for a while moves the schedule by as much', async () => {
    const simulator = await start({ outputTokens: 8, tokenMs: 1 });
    const { words, truth } = await suffer('stall@3/50', streamed, simulator);
    expect([words, truth?.outcome]).toEqual([8, 'ok']);
    expect((truth?.lastTokenScheduledMs ?? 0) - (truth?.firstTokenScheduledMs ?? 0)).toBeCloseTo(2 + 50 + 4, 2);
  });

  it('a stall for ever holds its slot until the client goes', async () => {
    const simulator = await start({ outputTokens: 8 });
    const abort = new AbortController();
    const reply = await chat(simulator, streamed, { 'x-sim-fault': 'stall@2' }, abort.signal);
    const reader = reply.body?.getReader();
    let text = '';
    while (textOf(eventsOf(text)).split(' ').length < 2)
      text += new TextDecoder().decode((await reader?.read())?.value);
    expect(simulator.stats()).toMatchObject({ open: 1, active: 1 });
    abort.abort();
    await simulator.idle();
    expect(simulator.stats()).toMatchObject({ open: 0, active: 0 });
    expect(simulator.truth[0]).toMatchObject({ outcome: 'client_closed', fault: 'stall@2', outputTokens: 2 });
  });
});

describe('broken answers in one piece', () => {
  it('close: half of the JSON', async () => {
    const { text } = await suffer('close@3', prompt);
    expect(text).toContain('"object":"chat.completion"');
    expect(text).not.toContain('finish_reason');
  });

  it('error: status 500', async () => {
    const { text, truth } = await suffer('error@3', prompt);
    expect(text).toMatch(/^HTTP\/1.1 500 /);
    expect(truth).toMatchObject({ status: 500, outcome: 'error_frame' });
  });

  it('reset: nothing but the reset', async () => {
    expect(await suffer('reset@3', prompt)).toMatchObject({ text: '', ended: 'ECONNRESET' });
  });
});

describe('replies that are none', () => {
  it.each([
    ['status@503', 503, '"code": "overloaded"'],
    ['status@401', 401, '"code": "invalid_api_key"'],
    ['status', 500, '"type": "server_error"'],
    ['rate-limited@7', 429, '"code": "rate_limit_exceeded"'],
    ['quota', 429, '"code": "insufficient_quota"'],
    ['html', 502, '<html>'],
    ['html@200', 200, '<html>'],
  ])('%s', async (fault, status, body) => {
    const { text, truth } = await suffer(fault);
    expect(text.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
    expect(text).toContain(body);
    expect(truth).toMatchObject({ status, outcome: 'rejected', outputTokens: 0 });
    expect(truth).not.toHaveProperty('slotMs');
  });

  it('rate-limited has Retry-After, an exhausted quota has none', async () => {
    expect((await suffer('rate-limited@7')).text).toMatch(/^retry-after: 7\r$/m);
    expect((await suffer('quota')).text).not.toContain('retry-after');
  });

  it('drop: the connection is reset before any byte', async () => {
    expect(await suffer('drop')).toMatchObject({
      text: '',
      ended: 'ECONNRESET',
      truth: { outcome: 'reset', status: 0 },
    });
  });

  it('silent: nothing ever comes, and no slot is taken', async () => {
    const simulator = await start();
    const abort = new AbortController();
    const silent = chat(simulator, streamed, { 'x-sim-fault': 'silent' }, abort.signal).catch(
      (error: Error) => error.name,
    );
    await (await chat(simulator)).text();
    expect(simulator.stats()).toMatchObject({ open: 1, active: 0 });
    abort.abort();
    expect(await silent).toBe('AbortError');
    await simulator.idle();
    expect(simulator.truth.at(-1)).toMatchObject({ outcome: 'client_closed', fault: 'silent', status: 0 });
  });
});

describe('whole answers of another shape', () => {
  it('not-streamed: JSON though a stream was asked for', async () => {
    const { text, truth } = await suffer('not-streamed');
    expect(text).toContain('content-type: application/json');
    expect(text).toContain('"object":"chat.completion"');
    expect(truth).toMatchObject({ outcome: 'ok', streamed: false });
    expect(truth).not.toHaveProperty('firstTokenWrittenMs');
  });

  it('empty: finish and usage, but no content', async () => {
    const { words, text, truth } = await suffer('empty');
    const events = eventsOf(text);
    expect([words, events.length, events.at(-2).usage.completion_tokens]).toEqual([0, 4, 0]);
    expect(truth).toMatchObject({ outcome: 'ok', finish: 'stop', outputTokens: 0, chunks: 0 });
  });

  it('no-usage: none though asked for', async () => {
    expect(eventsOf((await suffer('no-usage')).text).filter((event) => event.usage)).toEqual([]);
    expect((await suffer('no-usage', prompt)).text).not.toContain('usage');
  });

  it('no-done: the stream ends after usage', async () => {
    const { text } = await suffer('no-done');
    expect(text).not.toContain('[DONE]');
    expect(eventsOf(text).at(-1).usage.completion_tokens).toBe(8);
  });

  it('reasoning: thoughts first, on their own key, counted in usage', async () => {
    const { text, words, truth } = await suffer('reasoning@3');
    const deltas = eventsOf(text).map((event) => event.choices?.[0]?.delta ?? {});
    expect(deltas.slice(1, 4).map((delta) => [delta.content, typeof delta.reasoning_content])).toEqual(
      Array(3).fill([null, 'string']),
    );
    expect(words).toBe(8);
    expect(eventsOf(text).at(-2).usage).toMatchObject({
      completion_tokens: 11,
      completion_tokens_details: { reasoning_tokens: 3 },
    });
    expect(truth).toMatchObject({ outputTokens: 11, reasoningTokens: 3 });
  });

  it('reasoning may use up max_tokens: no content at all, finish length', async () => {
    const { words, text } = await suffer('reasoning@9', { ...streamed, max_tokens: 4 });
    expect([words, eventsOf(text).at(-3).choices[0].finish_reason]).toEqual([0, 'length']);
  });

  it('malformed: a frame of broken JSON between good ones', async () => {
    const { text, words } = await suffer('malformed@3');
    const kinds = eventsOf(text).map((event) => typeof event);
    expect(kinds.indexOf('string')).toBe(4);
    expect(words).toBe(8);
  });

  it('comments: one at the start and after every n tokens', async () => {
    const { text } = await suffer('comments@4');
    expect(text.match(/^: keep-alive$/gm)).toHaveLength(3);
    expect(text.indexOf(': keep-alive')).toBeLessThan(text.indexOf('"role"'));
  });

  it('crlf: every line ends with CR LF', async () => {
    const reply = await chat(await start(), streamed, { 'x-sim-fault': 'crlf' });
    expect((await reply.text()).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('slow-headers: queues only after the wait', async () => {
    const { truth } = await suffer('slow-headers@40');
    expect(truth?.slotMs).toBeGreaterThanOrEqual(39);
    expect(truth).toMatchObject({ queueMs: 0, outcome: 'ok' });
  });
});

describe('who decides on a fault', () => {
  it('the option by rate, the body field, then the header, which wins', async () => {
    const simulator = await start({ faults: 'status@503' });
    const status = async (body: object, headers = {}) => (await chat(simulator, body, headers)).status;
    expect(await status(streamed)).toBe(503);
    expect(await status({ ...streamed, x_sim_fault: 'status@418' })).toBe(418);
    expect(await status({ ...streamed, x_sim_fault: 'status@418' }, { 'x-sim-fault': 'none' })).toBe(200);
  });

  it('a share of requests, the same ones for the same seed', async () => {
    const run = async () => {
      const simulator = await start({ faults: 'status@503:0.3', seed: 4 });
      const statuses: number[] = [];
      for (let index = 0; index < 30; index += 1) statuses.push((await chat(simulator)).status);
      return statuses;
    };
    const statuses = await run();
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(statuses);
  });

  it('a wrong fault in the options keeps the simulator from starting', async () => {
    await expect(start({ faults: 'reset@x' })).rejects.toThrow(/not of the form/);
  });
});
