import { describe, expect, it, vi } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { eventsOf, type Json, start } from './running-simulator.ts';

const prompt = { model: 'any-model', input: 'Say hello' };
const streamed = { ...prompt, stream: true };

function respond(simulator: Simulator, body: unknown = streamed, headers: Record<string, string> = {}) {
  return fetch(`${simulator.url}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const events = async (reply: Promise<Response>): Promise<Json[]> => eventsOf(await (await reply).text());
const typesOf = (list: Json[]) => list.map((event) => event.type);
const deltas = (list: Json[], type: string) => list.filter((event) => event.type === type).map(({ delta }) => delta);

const lifeOfAMessage = (tokens: number) => [
  'response.output_item.added',
  'response.content_part.added',
  ...Array(tokens).fill('response.output_text.delta'),
  'response.output_text.done',
  'response.content_part.done',
  'response.output_item.done',
];

describe('a streamed answer', () => {
  it('has the events of the API in their order, numbered, each named twice, and no [DONE]', async () => {
    const text = await (await respond(await start({ outputTokens: 2 }))).text();
    const list = eventsOf(text);
    const types = ['response.created', 'response.in_progress', ...lifeOfAMessage(2), 'response.completed'];
    expect(typesOf(list)).toEqual(types);
    expect(list.map((event) => event.sequence_number)).toEqual(types.map((_, index) => index));
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual(types);
    expect(text).not.toContain('[DONE]');
  });

  it('a delta is byte for byte what OpenAI sends', async () => {
    const reply = await respond(await start({ outputTokens: 2, seed: 1 }), streamed, { 'x-request-id': 'r1' });
    expect(await reply.text()).toContain(
      'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","item_id":"msg_r1","output_index":0,"content_index":0,"delta":"than","logprobs":[],"sequence_number":4}\n\n',
    );
  });

  it('the first event has no usage, the last one the whole response', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    const list = await events(respond(await start({ outputTokens: 2 })));
    vi.restoreAllMocks();
    expect(list[0].response).toMatchObject({
      status: 'in_progress',
      usage: null,
      output: [],
      created_at: 1_700_000_000,
    });
    const text = deltas(list, 'response.output_text.delta').join('');
    expect(list.at(-1).response).toMatchObject({
      object: 'response',
      status: 'completed',
      incomplete_details: null,
      service_tier: 'default',
      output: [{ type: 'message', status: 'completed', content: [{ type: 'output_text', text }] }],
      usage: {
        input_tokens: 3,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 2,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 5,
      },
    });
  });

  it('max_output_tokens ends it with response.incomplete and the reason', async () => {
    const simulator = await start({ outputTokens: 50 });
    const last = (await events(respond(simulator, { ...streamed, max_output_tokens: 3 }))).at(-1);
    expect(last).toMatchObject({
      type: 'response.incomplete',
      response: {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [{ status: 'incomplete' }],
        usage: { output_tokens: 3 },
      },
    });
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ api: 'openai-responses', finish: 'length', outputTokens: 3 });
  });

  it('reasoning is an item of its own before the message', async () => {
    const list = await events(respond(await start({ outputTokens: 2 }), streamed, { 'x-sim-fault': 'reasoning@3' }));
    expect(deltas(list, 'response.reasoning_text.delta')).toHaveLength(3);
    const added = list.filter((event) => event.type === 'response.output_item.added');
    expect(added.map((event) => [event.output_index, event.item.type])).toEqual([
      [0, 'reasoning'],
      [1, 'message'],
    ]);
    expect(list.at(-1).response).toMatchObject({
      output: [{ type: 'reasoning' }, { type: 'message' }],
      usage: { output_tokens: 5, output_tokens_details: { reasoning_tokens: 3 } },
    });
  });
});

describe('an answer in one piece', () => {
  it('is the response that ends the stream', async () => {
    const at = { 'x-request-id': 'r1' };
    vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    const list = await events(respond(await start({ outputTokens: 5 }), streamed, at));
    const whole = await (await respond(await start({ outputTokens: 5 }), prompt, at)).json();
    vi.restoreAllMocks();
    expect(whole).toEqual(list.at(-1).response);
  });

  it('counts the instructions and the text of all items', async () => {
    const input = [
      { role: 'user', content: [{ type: 'input_text', text: '1234' }] },
      { role: 'assistant', content: '1234' },
      { type: 'function_call_output', call_id: 'c', output: 'not text of a message' },
      { role: 'user', content: '1234' },
    ];
    const whole = (await (await respond(await start(), { ...prompt, input, instructions: '1234' })).json()) as Json;
    expect(whole.usage.input_tokens).toBe(4);
  });

  it('repeats what it was asked with', async () => {
    const asked = { ...prompt, instructions: 'Be brief', store: false, max_output_tokens: 9 };
    expect(await (await respond(await start(), asked)).json()).toMatchObject({
      instructions: 'Be brief',
      store: false,
      max_output_tokens: 9,
      model: 'any-model',
    });
  });
});

describe('faults', () => {
  const suffer = async (fault: string) =>
    events(respond(await start({ outputTokens: 8 }), streamed, { 'x-sim-fault': fault }));

  it('error: a flat error event after n tokens', async () => {
    const list = await suffer('error@3');
    expect(deltas(list, 'response.output_text.delta')).toHaveLength(3);
    expect(list.at(-1)).toMatchObject({ type: 'error', code: 'server_error', param: null });
  });

  it('error-done: the error event, then the response that failed', async () => {
    expect((await suffer('error-done@3')).slice(-2)).toMatchObject([
      { type: 'error' },
      { type: 'response.failed', response: { status: 'failed', error: { code: 'server_error' }, usage: null } },
    ]);
  });

  it('close: no terminal event', async () => {
    expect(typesOf(await suffer('close@3')).at(-1)).toBe('response.output_text.delta');
  });

  it('empty: a completed response without output', async () => {
    const list = await suffer('empty');
    expect(typesOf(list)).toEqual(['response.created', 'response.in_progress', 'response.completed']);
    expect(list.at(-1).response.output).toEqual([]);
  });

  it('no-usage: null in the last event', async () => {
    expect((await suffer('no-usage')).at(-1).response.usage).toBeNull();
  });

  it('malformed: a frame of broken JSON between good ones', async () => {
    const list = await suffer('malformed@3');
    expect(list.filter((event) => typeof event === 'string')).toHaveLength(1);
    expect(deltas(list, 'response.output_text.delta')).toHaveLength(8);
  });

  it.each([
    ['quota', 429, 'insufficient_quota'],
    ['status@401', 401, 'invalid_api_key'],
  ])('%s is told in OpenAI’s shape', async (fault, status, code) => {
    const reply = await respond(await start(), streamed, { 'x-sim-fault': fault });
    expect([reply.status, ((await reply.json()) as Json).error.code]).toEqual([status, code]);
  });
});

it.each([
  [{ model: 'm' }, 'input', /'input' is missing: accepted is a text or a non-empty array/],
  [{ model: 'm', input: [] }, 'input', /non-empty array/],
  [{ model: 'm', input: ['hi'] }, 'input[0]', /an object with a role or a type/],
  [{ model: 'm', input: 'a', instructions: 5 }, 'instructions', /accepted is a text/],
  [{ model: 'm', input: 'a', max_output_tokens: 0 }, 'max_output_tokens', /at least 1/],
])('%j is refused with its reason', async (body, param, message) => {
  const reply = await respond(await start(), body);
  expect(reply.status).toBe(400);
  expect(await reply.json()).toEqual({
    error: { message: expect.stringMatching(message), type: 'invalid_request_error', param, code: null },
  });
});
