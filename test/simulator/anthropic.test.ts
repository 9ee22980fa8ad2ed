import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { eventsOf, type Json, start } from './running-simulator.ts';

const prompt = { model: 'any-model', max_tokens: 100, messages: [{ role: 'user', content: 'Say hello' }] };
const streamed = { ...prompt, stream: true };

function ask(simulator: Simulator, body: unknown = streamed, headers: Record<string, string> = {}) {
  return fetch(`${simulator.url}/v1/messages`, {
    method: 'POST',
    headers: { 'anthropic-version': '2023-06-01', ...headers },
    body: JSON.stringify(body),
  });
}

const events = async (reply: Promise<Response>): Promise<Json[]> => eventsOf(await (await reply).text());
const faulty = async (fault: string, body: unknown = streamed) =>
  ask(await start({ outputTokens: 4 }), body, { 'x-sim-fault': fault });

describe('a streamed answer', () => {
  it('has the events of the API in their order, each named twice, and no [DONE]', async () => {
    const text = await (await ask(await start({ outputTokens: 2 }))).text();
    const types = [
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ];
    expect(eventsOf(text).map((event) => event.type)).toEqual(types);
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual(types);
    expect(text).not.toContain('[DONE]');
  });

  it('begins and ends byte for byte as Anthropic does', async () => {
    const reply = await ask(await start({ outputTokens: 1, seed: 1 }), streamed, { 'x-request-id': 'r1' });
    const text = await reply.text();
    expect(text.split('\n\n')[0]).toBe(
      'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_r1","type":"message","role":"assistant",' +
        '"model":"any-model","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,' +
        '"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1,"service_tier":"standard"}}}',
    );
    expect(text.split('\n\n').slice(-3)).toEqual([
      'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},' +
        '"usage":{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}}',
      'event: message_stop\ndata: {"type":"message_stop"}',
      '',
    ]);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'request-id': 'r1',
    });
  });

  it('thinking comes in a block of its own, with a signature, and counts as output', async () => {
    const list = await events(faulty('reasoning@2'));
    const deltas = list
      .filter((event) => event.type === 'content_block_delta')
      .map(({ index, delta }) => [index, delta.type]);
    expect(deltas).toEqual([
      [0, 'thinking_delta'],
      [0, 'thinking_delta'],
      [0, 'signature_delta'],
      ...Array(4).fill([1, 'text_delta']),
    ]);
    expect(list.filter((event) => event.type === 'content_block_start').map((event) => event.content_block)).toEqual([
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'text', text: '' },
    ]);
    expect(list.at(-2).usage).toMatchObject({ output_tokens: 6, output_tokens_details: { thinking_tokens: 2 } });
  });

  it('max_tokens cuts it', async () => {
    const list = await events(ask(await start({ outputTokens: 8 }), { ...streamed, max_tokens: 3 }));
    expect(list.at(-2)).toMatchObject({ delta: { stop_reason: 'max_tokens' }, usage: { output_tokens: 3 } });
  });

  it('input_tokens leaves out what the prefix cache knew', async () => {
    const simulator = await start({ prefixCacheTokens: 10_000 });
    const long = { ...streamed, messages: [{ role: 'user', content: 'word '.repeat(400) }] };
    const first = (await events(ask(simulator, long)))[0].message.usage;
    const again = (await events(ask(simulator, long)))[0].message.usage;
    expect(again.cache_read_input_tokens).toBeGreaterThan(0);
    expect(again.input_tokens + again.cache_read_input_tokens).toBe(first.input_tokens);
  });
});

describe('an answer in one piece', () => {
  it('is a message with its usage', async () => {
    const message = await (await ask(await start({ outputTokens: 2 }), prompt)).json();
    expect(message).toEqual({
      id: expect.stringMatching(/^msg_/),
      type: 'message',
      role: 'assistant',
      model: 'any-model',
      content: [{ type: 'text', text: expect.stringMatching(/^\S+ \S+$/) }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: {
        input_tokens: 3,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        output_tokens: 2,
        service_tier: 'standard',
      },
    });
  });

  it('has the thinking before the text', async () => {
    const { content } = (await (await faulty('reasoning@2', prompt)).json()) as Json;
    expect(content.map((block: Json) => block.type)).toEqual(['thinking', 'text']);
  });
});

describe('faults', () => {
  it('error: an event of its own under HTTP 200, after n tokens', async () => {
    const list = await events(faulty('error@2'));
    expect(list.at(-1)).toEqual({
      type: 'error',
      error: { type: 'api_error', message: 'simulated error in mid-stream' },
    });
    expect(list.filter((event) => event.type === 'content_block_delta')).toHaveLength(2);
  });

  it('close: neither stop reason nor message_stop', async () => {
    expect((await events(faulty('close@2'))).at(-1).type).toBe('content_block_delta');
  });

  it('no-done: no message_stop; no-usage: none at the end', async () => {
    expect((await events(faulty('no-done'))).at(-1).type).toBe('message_delta');
    expect((await events(faulty('no-usage'))).at(-2)).not.toHaveProperty('usage');
  });

  it('empty: a stop reason, and no block at all', async () => {
    const list = await events(faulty('empty'));
    expect(list.map((event) => event.type)).toEqual(['message_start', 'message_delta', 'message_stop']);
  });

  it('malformed: a frame of broken JSON between good ones', async () => {
    const kinds = (await events(faulty('malformed@2'))).map((event) => typeof event);
    expect(kinds.filter((kind) => kind === 'string')).toHaveLength(1);
  });

  it.each([
    ['status@529', 529, 'overloaded_error'],
    ['status@500', 500, 'api_error'],
    ['status@504', 504, 'timeout_error'],
    ['status@401', 401, 'authentication_error'],
    ['status@400', 400, 'invalid_request_error'],
    ['rate-limited@7', 429, 'rate_limit_error'],
    ['quota', 402, 'billing_error'],
  ])('%s', async (fault, status, type) => {
    const reply = await faulty(fault);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toEqual({ type: 'error', error: { type, message: expect.any(String) } });
    expect(reply.headers.get('retry-after')).toBe(fault === 'rate-limited@7' ? '7' : null);
  });
});

describe('what it asks for', () => {
  it('the key in x-api-key, which it never repeats', async () => {
    const simulator = await start({ apiKey: 'sk-secret' });
    expect((await ask(simulator, streamed, { 'x-api-key': 'sk-secret' })).status).toBe(200);
    const missing = await ask(simulator, streamed, { authorization: 'Bearer sk-secret' });
    const wrong = await ask(simulator, streamed, { 'x-api-key': 'sk-other' });
    expect([missing.status, wrong.status]).toEqual([401, 401]);
    expect(((await missing.json()) as Json).error).toEqual({
      type: 'authentication_error',
      message: "You didn't provide an API key. Send it as 'x-api-key: <key>'.",
    });
    expect(await wrong.text()).not.toContain('sk-');
  });

  it.each([
    [{ ...prompt, max_tokens: undefined }, "'max_tokens' is missing: accepted is a whole number of at least 1"],
    [{ ...prompt, model: '' }, `'model' is "": accepted is the name of a model`],
    [{ ...prompt, messages: [] }, "'messages' is []: accepted is a non-empty array"],
    [
      { ...prompt, messages: [{ role: 'system', content: 'x' }] },
      `'messages[0]' is {"role":"system","content":"x"}: accepted is an object with the role user or assistant`,
    ],
    [{ ...prompt, system: 7 }, "'system' is 7: accepted is a text or an array of blocks"],
    [[], 'the body is not a JSON object'],
  ])('%j is refused', async (body, message) => {
    const reply = await ask(await start(), body);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ type: 'error', error: { type: 'invalid_request_error', message } });
  });

  it('the version of the API', async () => {
    const simulator = await start();
    const reply = await fetch(`${simulator.url}/v1/messages`, { method: 'POST', body: JSON.stringify(prompt) });
    expect(((await reply.json()) as Json).error.message).toBe('anthropic-version: header is required');
  });

  it('counts system and messages as the prompt', async () => {
    const simulator = await start({ outputTokens: 1 });
    await (await ask(simulator, { ...prompt, system: [{ type: 'text', text: 'x'.repeat(400) }] })).text();
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ api: 'anthropic', inputTokens: 103, outputTokens: 1, finish: 'stop' });
  });
});

it('tells its limits in headers of its own, unless another family is set', async () => {
  const own = await ask(await start({ requestsPerMinute: 50 }));
  expect(own.headers.get('anthropic-ratelimit-requests-remaining')).toBe('49');
  expect(own.headers.get('anthropic-ratelimit-requests-reset')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const other = await ask(await start({ requestsPerMinute: 50, advertise: 'openai' }));
  expect(other.headers.get('x-ratelimit-remaining-requests')).toBe('49');
  expect(other.headers.get('anthropic-ratelimit-requests-remaining')).toBeNull();
});

it('a 429 by a limit has Retry-After in seconds alone', async () => {
  const simulator = await start({ requestsPerMinute: 1 });
  await ask(simulator);
  const refused = await ask(simulator);
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('retry-after-ms')]).toEqual([
    429,
    '60',
    null,
  ]);
});
