import { describe, expect, it, vi } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { eventsOf, type Json, start } from './running-simulator.ts';

const prompt = { model: 'any-model', prompt: 'Say hello' };
const streamed = { ...prompt, stream: true, stream_options: { include_usage: true } };

function complete(simulator: Simulator, body: unknown = streamed, headers: Record<string, string> = {}) {
  return fetch(`${simulator.url}/v1/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const events = async (reply: Promise<Response>): Promise<Json[]> => eventsOf(await (await reply).text());
const textOf = (list: Json[]) => list.map((event) => event.choices?.[0]?.text ?? '').join('');

describe('a streamed answer', () => {
  it('is byte for byte what OpenAI sends', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    const reply = await complete(await start({ outputTokens: 2, seed: 1 }), streamed, { 'x-request-id': 'r1' });
    vi.restoreAllMocks();
    const chunk = (choices: string, usage: string) =>
      `data: {"id":"cmpl-r1","object":"text_completion","created":1700000000,"choices":${choices},"model":"any-model","system_fingerprint":"fp_simulated","usage":${usage}}\n\n`;
    const text = (words: string, finish: string) =>
      chunk(`[{"text":"${words}","index":0,"logprobs":null,"finish_reason":${finish}}]`, 'null');
    const usage =
      '{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"prompt_tokens_details":{"cached_tokens":0}}';
    expect(await reply.text()).toBe(
      [text('than', 'null'), text(' might', 'null'), text('', '"stop"'), chunk('[]', usage), 'data: [DONE]\n\n'].join(
        '',
      ),
    );
  });

  it('has no usage key unless asked for', async () => {
    const text = await (await complete(await start(), { ...prompt, stream: true })).text();
    expect(text).not.toContain('usage');
  });

  it('with continuous usage every chunk has the count so far', async () => {
    const stream_options = { include_usage: true, continuous_usage_stats: true };
    const list = await events(complete(await start({ outputTokens: 2 }), { ...streamed, stream_options }));
    expect(list.map((event) => event.usage?.completion_tokens)).toEqual([1, 2, 2, 2, undefined]);
  });

  it('the finish reason rides on the last token, and usage on the finish chunk, if so set', async () => {
    const joined = await events(complete(await start({ finishChunk: 'joined', outputTokens: 2 })));
    expect(joined.map((event) => event.choices?.[0]?.finish_reason)).toEqual([null, 'stop', undefined, undefined]);
    const onFinish = await events(complete(await start({ usageChunk: 'on-finish', outputTokens: 2 })));
    expect(onFinish.at(-2)).toMatchObject({ choices: [{ finish_reason: 'stop' }], usage: { completion_tokens: 2 } });
  });

  it('max_tokens cuts it with finish reason length, and the truth says so', async () => {
    const simulator = await start({ outputTokens: 50 });
    const list = await events(complete(simulator, { ...streamed, max_tokens: 3 }));
    expect(list.at(-3).choices[0].finish_reason).toBe('length');
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ api: 'openai-completions', finish: 'length', outputTokens: 3 });
  });
});

describe('an answer in one piece', () => {
  it('has the shape and the words of the stream', async () => {
    const text = textOf(await events(complete(await start())));
    const whole = (await (await complete(await start(), prompt)).json()) as Json;
    expect(whole).toMatchObject({
      object: 'text_completion',
      choices: [{ text, index: 0, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    });
  });

  it('a prompt in a list of one is a prompt', async () => {
    const whole = (await (await complete(await start(), { ...prompt, prompt: ['12345678'] })).json()) as Json;
    expect(whole.usage.prompt_tokens).toBe(2);
  });
});

describe('faults', () => {
  it('error-done: an error frame after n tokens, then [DONE]', async () => {
    const list = await events(complete(await start({ outputTokens: 8 }), streamed, { 'x-sim-fault': 'error-done@3' }));
    expect(textOf(list).split(' ')).toHaveLength(3);
    expect(list.slice(-2)).toEqual([{ error: expect.objectContaining({ type: 'server_error' }) }, '[DONE]']);
  });

  it('malformed: a frame of broken JSON between good ones', async () => {
    const list = await events(complete(await start({ outputTokens: 8 }), streamed, { 'x-sim-fault': 'malformed@3' }));
    expect(list.filter((event) => typeof event === 'string')).toEqual([expect.stringMatching(/^\{"id"/), '[DONE]']);
    expect(textOf(list).split(' ')).toHaveLength(8);
  });

  it('reasoning is text like any other: the API has no channel for it', async () => {
    const list = await events(complete(await start({ outputTokens: 2 }), streamed, { 'x-sim-fault': 'reasoning@3' }));
    expect(list.filter((event) => event.choices?.[0]?.text)).toHaveLength(5);
    expect(list.at(-2).usage.completion_tokens).toBe(5);
  });

  it.each([
    ['quota', 429, 'insufficient_quota'],
    ['rate-limited', 429, 'rate_limit_exceeded'],
    ['status@503', 503, 'overloaded'],
  ])('%s is told in OpenAI’s shape', async (fault, status, code) => {
    const reply = await complete(await start(), streamed, { 'x-sim-fault': fault });
    expect([reply.status, ((await reply.json()) as Json).error.code]).toEqual([status, code]);
  });
});

it.each([
  [{ model: 'm' }, 'prompt', /'prompt' is missing: accepted is a text/],
  [{ model: 'm', prompt: ['a', 'b'] }, 'prompt', /a list with one text/],
  [{ model: 'm', prompt: [[1, 2]] }, 'prompt', /a list with one text/],
  [{ model: 'm', prompt: 'a', stream_options: {} }, 'stream_options', /only allowed with/],
  [{ model: 'm', prompt: 'a', max_tokens: 0 }, 'max_tokens', /at least 1/],
  [{ prompt: 'a' }, 'model', /'model' is missing/],
])('%j is refused with its reason', async (body, param, message) => {
  const reply = await complete(await start(), body);
  expect(reply.status).toBe(400);
  expect(await reply.json()).toEqual({
    error: { message: expect.stringMatching(message), type: 'invalid_request_error', param, code: null },
  });
});
