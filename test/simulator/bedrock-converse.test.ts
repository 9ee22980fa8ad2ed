import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { createEventStreamSplitter } from '../fixtures/eventstream-splitter.ts';
import { type Json, start } from './running-simulator.ts';

const prompt = { messages: [{ role: 'user', content: [{ text: 'Say hello' }] }], inferenceConfig: { maxTokens: 100 } };
const arn = 'arn:aws:bedrock:us-east-1:1:inference-profile/us.model-v1:0';

function ask(
  simulator: Simulator,
  { path = '/model/any-model/converse-stream', body = prompt as unknown, headers = {} } = {},
): Promise<Response> {
  return fetch(simulator.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Events of the stream as `[type, payload]`; the padding left out. */
async function events(reply: Promise<Response>): Promise<[string, Json][]> {
  const bytes = new Uint8Array(await (await reply).arrayBuffer());
  return [...createEventStreamSplitter().feed(bytes)].map((text) => {
    const frame = JSON.parse(text);
    const { p: _, ...payload } = frame.payload;
    return [frame[':event-type'] ?? frame[':exception-type'], payload];
  });
}

const faulty = async (fault: string, path?: string) =>
  ask(await start({ outputTokens: 4 }), { headers: { 'x-sim-fault': fault }, ...(path && { path }) });

describe('a streamed answer', () => {
  it('is a binary event stream with the events of the API in their order', async () => {
    const reply = await ask(await start({ outputTokens: 2 }), { headers: { 'x-request-id': 'r1' } });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-requestid': 'r1',
    });
    expect(await events(Promise.resolve(reply))).toEqual([
      ['messageStart', { role: 'assistant' }],
      ['contentBlockDelta', { contentBlockIndex: 0, delta: { text: expect.stringMatching(/^\w/) } }],
      ['contentBlockDelta', { contentBlockIndex: 0, delta: { text: expect.stringMatching(/^ \w/) } }],
      ['contentBlockStop', { contentBlockIndex: 0 }],
      ['messageStop', { stopReason: 'end_turn' }],
      [
        'metadata',
        {
          usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
          metrics: { latencyMs: expect.any(Number) },
        },
      ],
    ]);
  });

  it('reasoning comes in a block of its own, with a signature', async () => {
    const deltas = (await events(faulty('reasoning@2')))
      .filter(([type]) => type === 'contentBlockDelta')
      .map(([, { contentBlockIndex, delta }]) => [contentBlockIndex, Object.keys(delta.reasoningContent ?? delta)[0]]);
    expect(deltas).toEqual([[0, 'text'], [0, 'text'], [0, 'signature'], ...Array(4).fill([1, 'text'])]);
  });

  it('inferenceConfig.maxTokens cuts it', async () => {
    const list = await events(
      ask(await start({ outputTokens: 8 }), { body: { ...prompt, inferenceConfig: { maxTokens: 3 } } }),
    );
    expect(list.at(-2)).toEqual(['messageStop', { stopReason: 'max_tokens' }]);
    expect(list.at(-1)?.[1].usage.outputTokens).toBe(3);
  });

  it('inputTokens leaves out what the prefix cache knew, the total does not', async () => {
    const simulator = await start({ prefixCacheTokens: 10_000, outputTokens: 2 });
    const body = { messages: [{ role: 'user', content: [{ text: 'word '.repeat(400) }] }] };
    const usage = async () => (await events(ask(simulator, { body }))).at(-1)?.[1].usage;
    const first = await usage();
    const again = await usage();
    expect(again.cacheReadInputTokens).toBeGreaterThan(0);
    expect(again.inputTokens + again.cacheReadInputTokens).toBe(first.inputTokens);
    expect(again.totalTokens).toBe(first.totalTokens);
  });
});

describe('the path', () => {
  it('names the model, an ARN with colons and slashes too', async () => {
    const simulator = await start();
    await (await ask(simulator, { path: `/model/${encodeURIComponent(arn)}/converse-stream` })).arrayBuffer();
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ api: 'bedrock-converse', model: arn, streamed: true, inputTokens: 3 });
  });

  it('of an ARN that is not encoded is unknown', async () => {
    expect((await ask(await start(), { path: `/model/${arn}/converse-stream` })).status).toBe(404);
  });

  it('decides whether it is streamed', async () => {
    const reply = await ask(await start({ outputTokens: 2 }), { path: '/model/any-model/converse' });
    expect(await reply.json()).toEqual({
      output: { message: { role: 'assistant', content: [{ text: expect.stringMatching(/^\S+ \S+$/) }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
      metrics: { latencyMs: expect.any(Number) },
    });
  });

  it('takes POST alone, and a model whose name can be decoded', async () => {
    const simulator = await start();
    const get = await fetch(`${simulator.url}/model/any-model/converse`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const broken = await ask(simulator, { path: '/model/%zz/converse' });
    expect([broken.status, ((await broken.json()) as Json).error.message]).toEqual([
      400,
      "the model's name in the path, %zz, is not well percent-encoded",
    ]);
  });
});

describe('faults', () => {
  it('error: an exception message after n tokens', async () => {
    const list = await events(faulty('error@2'));
    expect(list.at(-1)).toEqual(['modelStreamErrorException', { message: 'simulated error in mid-stream' }]);
    expect(list.filter(([type]) => type === 'contentBlockDelta')).toHaveLength(2);
  });

  it('no-usage: no metadata; close: no stop reason either', async () => {
    expect((await events(faulty('no-usage'))).at(-1)?.[0]).toBe('messageStop');
    expect((await events(faulty('close@2'))).at(-1)?.[0]).toBe('contentBlockDelta');
  });

  it('malformed: good checksums around a payload that is no JSON', async () => {
    const bytes = new Uint8Array(await (await faulty('malformed@2')).arrayBuffer());
    const frames = [...createEventStreamSplitter().feed(bytes)];
    const isBroken = (frame: string) => {
      try {
        return JSON.parse(frame) === undefined;
      } catch {
        return true;
      }
    };
    expect(frames.filter(isBroken)).toHaveLength(1);
  });

  it('comments: this framing knows none', async () => {
    expect((await events(faulty('comments@1'))).at(-1)?.[0]).toBe('metadata');
  });

  it('not-streamed: JSON though a stream was asked for', async () => {
    const reply = await faulty('not-streamed');
    expect(reply.headers.get('content-type')).toBe('application/json');
  });

  it.each([
    ['status@503', 503, 'ServiceUnavailableException'],
    ['status@500', 500, 'InternalServerException'],
    ['status@424', 424, 'ModelErrorException'],
    ['status@400', 400, 'ValidationException'],
    ['rate-limited@7', 429, 'ThrottlingException'],
    ['quota', 429, 'ThrottlingException'],
  ])('%s', async (fault, status, type) => {
    const reply = await faulty(fault);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('x-amzn-errortype')).toBe(`${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`);
    expect(await reply.json()).toEqual({ message: expect.any(String) });
  });

  it('a cold model is a 429 whose type is no limit', async () => {
    const simulator = await start({ coldStartMs: 60_000, startCold: true, coldStartReply: '429' });
    const reply = await ask(simulator);
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([429, 'ModelNotReadyException']);
  });
});

it('a cold model that sends on keeps the path with its model, encoded', async () => {
  const simulator = await start({ coldStartMs: 60_000, startCold: true, coldStartReply: '303', redirectAfterMs: 1 });
  const path = `/model/${encodeURIComponent(arn)}/converse-stream`;
  const reply = await fetch(simulator.url + path, { method: 'POST', body: JSON.stringify(prompt), redirect: 'manual' });
  const id = reply.headers.get('x-amzn-requestid');
  expect([reply.status, reply.headers.get('location')]).toEqual([303, `${path}?sim_call=${id}`]);
});

describe('what it asks for', () => {
  it('the API key as a bearer token; any other is 403', async () => {
    const simulator = await start({ apiKey: 'secret' });
    const status = async (headers: Record<string, string>) => (await ask(simulator, { headers })).status;
    expect([
      await status({ authorization: 'Bearer secret' }),
      await status({}),
      await status({ authorization: 'x' }),
    ]).toEqual([200, 403, 403]);
  });

  it.each([
    [{ messages: [{ role: 'user', content: 'Hi' }] }, `'messages[0].content' is "Hi": accepted is an array of blocks`],
    [{ ...prompt, system: 'Be kind' }, `'system' is "Be kind": accepted is an array of blocks`],
    [
      { ...prompt, inferenceConfig: { maxTokens: 0 } },
      "'inferenceConfig.maxTokens' is 0: accepted is a whole number of at least 1",
    ],
    [{}, "'messages' is missing: accepted is a non-empty array"],
  ])('%j is refused', async (body, message) => {
    const reply = await ask(await start(), { body });
    expect([reply.status, await reply.json()]).toEqual([400, { message }]);
  });
});

it('tells no limits in headers', async () => {
  const reply = await ask(await start({ requestsPerMinute: 50 }));
  expect([...reply.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
});
