import { describe, expect, it, vi } from 'vitest';
import { chat, eventsOf, type Json, prompt, raw, rawRequest, start, streamed, textOf } from './running-simulator.ts';

const head =
  '{"id":"chatcmpl-r1","object":"chat.completion.chunk","created":1700000000,"model":"any-model","service_tier":"default","system_fingerprint":"fp_simulated"';
const chunk = (delta: string, finish: string, usage: string) =>
  `data: ${head},"choices":[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}]${usage}}\n\n`;
const fullUsage =
  '{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},' +
  '"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}';

describe('a streamed answer', () => {
  it('is byte for byte what OpenAI sends', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    const simulator = await start({ outputTokens: 2, seed: 1 });
    const reply = await chat(simulator, streamed, { 'x-request-id': 'r1' });
    vi.restoreAllMocks();
    expect(await reply.text()).toBe(
      [
        chunk('{"role":"assistant","content":"","refusal":null}', 'null', ',"usage":null'),
        chunk('{"content":"than"}', 'null', ',"usage":null'),
        chunk('{"content":" might"}', 'null', ',"usage":null'),
        chunk('{}', '"stop"', ',"usage":null'),
        `data: ${head},"choices":[],"usage":${fullUsage}}\n\n`,
        'data: [DONE]\n\n',
      ].join(''),
    );
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-request-id': 'r1',
    });
  });

  it('has no usage key at all unless asked for', async () => {
    const body = await (await chat(await start(), { ...prompt, stream: true })).text();
    expect(body).not.toContain('usage');
    expect(body.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('with continuous usage every chunk has the count so far, the role chunk 0', async () => {
    const options = { include_usage: true, continuous_usage_stats: true };
    const reply = await chat(await start({ outputTokens: 2 }), { ...streamed, stream_options: options });
    const counts = eventsOf(await reply.text()).map((event) => event.usage?.completion_tokens);
    expect(counts).toEqual([0, 1, 2, 2, 2, undefined]);
  });

  it('the role rides on the first token if joined', async () => {
    const events = eventsOf(await (await chat(await start({ roleChunk: 'joined' }))).text());
    expect(events[0].choices[0].delta).toEqual({ role: 'assistant', content: expect.stringMatching(/^\w+$/) });
    expect(events[1].choices[0].delta).not.toHaveProperty('role');
  });

  it('the role chunk comes with the first token if so set, and then once', async () => {
    const events = eventsOf(await (await chat(await start({ roleChunk: 'first-token' }))).text());
    expect(events.map((event) => event.choices?.[0]?.delta?.role)).toEqual(
      ['assistant', ...Array(7).fill(undefined)].slice(0, events.length),
    );
  });

  it('the finish reason rides on the last token if joined', async () => {
    const events = eventsOf(await (await chat(await start({ finishChunk: 'joined', outputTokens: 2 }))).text());
    expect(events.map((event) => event.choices?.[0]?.finish_reason)).toEqual([
      null,
      null,
      'stop',
      undefined,
      undefined,
    ]);
  });

  it('usage rides on the finish chunk if so set', async () => {
    const events = eventsOf(await (await chat(await start({ usageChunk: 'on-finish', outputTokens: 2 }))).text());
    expect(events.at(-2)).toMatchObject({ choices: [{ finish_reason: 'stop' }], usage: { completion_tokens: 2 } });
  });

  it('several tokens share a chunk, the rest comes in a shorter one', async () => {
    const simulator = await start({ tokensPerChunk: 4, outputTokens: 10 });
    const events = eventsOf(await (await chat(simulator)).text());
    const words = events.map((event) => event.choices?.[0]?.delta?.content).filter(Boolean);
    expect(words.map((text) => text.trim().split(' ').length)).toEqual([4, 4, 2]);
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ outputTokens: 10, chunks: 3 });
  });

  it.each(['max_tokens', 'max_completion_tokens'])('%s cuts it with finish reason length', async (key) => {
    const simulator = await start({ outputTokens: 50 });
    const events = eventsOf(await (await chat(simulator, { ...streamed, [key]: 3 })).text());
    expect(events.at(-3).choices[0].finish_reason).toBe('length');
    expect(events.at(-2).usage.completion_tokens).toBe(3);
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ finish: 'length', outputTokens: 3 });
  });

  it('the same seed gives the same words, request by request', async () => {
    const say = async () => {
      const simulator = await start({ seed: 5, outputTokens: 8 });
      const first = textOf(eventsOf(await (await chat(simulator)).text()));
      return [first, textOf(eventsOf(await (await chat(simulator)).text()))];
    };
    const [one, other] = await say();
    expect(await say()).toEqual([one, other]);
    expect(one).not.toBe(other);
  });

  it('lengths spread around their mean', async () => {
    const simulator = await start({ outputTokens: 20, outputSpread: 0.5, tokenMs: 0.01, slots: 200 });
    const replies = await Promise.all(Array.from({ length: 60 }, async () => (await chat(simulator)).text()));
    const lengths = replies.map((body) => eventsOf(body).at(-2).usage.completion_tokens);
    expect(new Set(lengths).size).toBeGreaterThan(10);
  });
});

describe('an answer in one piece', () => {
  it('is a chat.completion with usage', async () => {
    const reply = await chat(await start(), prompt);
    expect(reply.headers.get('content-type')).toBe('application/json');
    expect(await reply.json()).toEqual({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      created: expect.any(Number),
      model: 'any-model',
      service_tier: 'default',
      system_fingerprint: 'fp_simulated',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: expect.stringMatching(/^(\w+ ){3}\w+$/), refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: expect.objectContaining({ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 }),
    });
  });

  it('has the same words as the streamed one', async () => {
    const [streaming, whole] = [await start(), await start()];
    const text = textOf(eventsOf(await (await chat(streaming)).text()));
    const json = (await (await chat(whole, prompt)).json()) as { choices: { message: { content: string } }[] };
    expect(json.choices[0]?.message.content).toBe(text);
  });
});

describe('input tokens', () => {
  it.each([
    [[{ role: 'user', content: '12345678' }], 2],
    [[{ role: 'user', content: '123456789' }], 3],
    [
      [
        { role: 'system', content: '1234' },
        { role: 'user', content: '1234' },
      ],
      2,
    ],
    [
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: '1234' },
            { type: 'image_url', image_url: {} },
          ],
        },
      ],
      1,
    ],
    [[{ role: 'user', content: '' }], 1],
  ])('of %j are %d: a quarter of the characters, rounded up', async (messages, tokens) => {
    const reply = (await (await chat(await start(), { ...prompt, messages })).json()) as {
      usage: { prompt_tokens: number };
    };
    expect(reply.usage.prompt_tokens).toBe(tokens);
  });
});

describe('other pages', () => {
  it('lists the model and says that it is well', async () => {
    const simulator = await start({ model: 'tiny' });
    expect(await (await fetch(`${simulator.url}/v1/models`)).json()).toMatchObject({
      object: 'list',
      data: [{ id: 'tiny' }],
    });
    expect(await (await fetch(`${simulator.url}/health`)).json()).toEqual({ status: 'ok' });
    expect(simulator.stats().accepted).toBe(0);
  });
});

describe('bad requests', () => {
  it.each([
    ['{"model":', 400, null, /not valid JSON/],
    ['[]', 400, null, /not a JSON object/],
    ['{"messages":[]}', 400, 'model', /'model' is missing/],
    ['{"model":"m"}', 400, 'messages', /'messages' is missing/],
    ['{"model":"m","messages":[]}', 400, 'messages', /'messages' is \[\]: accepted is a non-empty array/],
    ['{"model":"m","messages":["hi"]}', 400, 'messages[0]', /object with a role/],
    ['{"model":"m","messages":[{"role":"user"}],"stream":"yes"}', 400, 'stream', /'stream' is "yes"/],
    ['{"model":"m","messages":[{"role":"user"}],"max_tokens":0}', 400, 'max_tokens', /at least 1/],
    ['{"model":"m","messages":[{"role":"user"}],"stream_options":{}}', 400, 'stream_options', /only allowed with/],
    ['{"model":"m","messages":[{"role":"user"}],"x_sim_fault":"boom"}', 400, 'x_sim_fault', /unknown fault "boom"/],
  ])('%s is refused with its reason', async (body, status, param, message) => {
    const simulator = await start();
    const reply = await chat(simulator, body);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toEqual({
      error: { message: expect.stringMatching(message), type: 'invalid_request_error', param, code: null },
    });
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ status, outcome: 'rejected' });
  });

  it('an unknown path is told which ones there are', async () => {
    const reply = await fetch(`${(await start()).url}/v2/chat?x=1`);
    expect(reply.status).toBe(404);
    expect(await reply.text()).toMatch(
      /unknown path GET \/v2\/chat: known are GET \/health, .*POST \/v1\/chat\/completions/,
    );
  });

  it('a wrong method is told the right one', async () => {
    const reply = await fetch(`${(await start()).url}/v1/chat/completions`);
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the API key', () => {
  it('is not asked for unless set', async () => {
    expect((await chat(await start())).status).toBe(200);
  });

  it('missing or wrong it is 401 in OpenAI’s shape, without repeating what was sent', async () => {
    const simulator = await start({ apiKey: 'right' });
    const missing = await chat(simulator);
    expect([missing.status, ((await missing.json()) as Json).error.code]).toEqual([401, null]);
    const wrong = await chat(simulator, streamed, { authorization: 'Bearer wrong-secret' });
    expect(wrong.status).toBe(401);
    const text = await wrong.text();
    expect(text).toContain('"code": "invalid_api_key"');
    expect(text + JSON.stringify(simulator.truth)).not.toContain('wrong-secret');
    expect((await fetch(`${simulator.url}/v1/models`)).status).toBe(401);
  });

  it('right it lets the request in', async () => {
    const simulator = await start({ apiKey: 'right' });
    expect((await chat(simulator, streamed, { authorization: 'Bearer right' })).status).toBe(200);
  });
});

it('two requests in one packet are answered in order on one connection', async () => {
  const simulator = await start({ outputTokens: 2 });
  const { text } = await raw(
    simulator,
    rawRequest(prompt, { 'x-request-id': 'one' }) + rawRequest(prompt, { 'x-request-id': 'two', connection: 'close' }),
  );
  expect([...text.matchAll(/x-request-id: (\w+)/g)].map(([, id]) => id)).toEqual(['one', 'two']);
});
