import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { eventsOf, type Json, start } from './running-simulator.ts';

const hello = { contents: [{ role: 'user', parts: [{ text: 'Say hello' }] }] };
const stream = 'streamGenerateContent?alt=sse';

function generate(
  simulator: Simulator,
  method = stream,
  body: object = hello,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${simulator.url}/v1beta/models/gemini-sim:${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const eventsIn = async (reply: Response): Promise<Json[]> => eventsOf(await reply.text());

describe('a streamed answer', () => {
  it('has parts, the counts so far on each frame, the model of the path, and no end mark', async () => {
    const simulator = await start({ outputTokens: 2, seed: 1 });
    const reply = await generate(simulator);
    expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const candidate = (text: string) => ({ content: { parts: [{ text }], role: 'model' }, index: 0 });
    const usage = (output: number) => ({
      promptTokenCount: 3,
      candidatesTokenCount: output,
      totalTokenCount: 3 + output,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 3 }],
    });
    const common = { modelVersion: 'gemini-sim', responseId: reply.headers.get('x-request-id') };
    expect(await eventsIn(reply)).toEqual([
      { candidates: [candidate('than')], usageMetadata: usage(1), ...common },
      { candidates: [candidate(' might')], usageMetadata: usage(2), ...common },
      { candidates: [{ ...candidate(''), finishReason: 'STOP' }], usageMetadata: usage(2), ...common },
    ]);
  });

  it('marks thoughts, which are counted apart', async () => {
    const simulator = await start({ outputTokens: 3 });
    const events = await eventsIn(await generate(simulator, stream, hello, { 'x-sim-fault': 'reasoning@2' }));
    const parts = events.map((event) => event.candidates[0].content.parts[0]);
    expect(parts.map((part) => part.thought ?? false)).toEqual([true, true, false, false, false, false]);
    expect(events[1].usageMetadata).not.toHaveProperty('candidatesTokenCount');
    expect(events.at(-1).usageMetadata).toMatchObject({
      candidatesTokenCount: 3,
      thoughtsTokenCount: 2,
      totalTokenCount: 8,
    });
  });

  it('is cut by maxOutputTokens', async () => {
    const body = { ...hello, generationConfig: { maxOutputTokens: 3 } };
    const events = await eventsIn(await generate(await start({ outputTokens: 50 }), stream, body));
    expect(events).toHaveLength(4);
    expect(events.at(-1).candidates[0].finishReason).toBe('MAX_TOKENS');
  });

  it('breaks off with an error of its own shape', async () => {
    const events = await eventsIn(await generate(await start(), stream, { ...hello, x_sim_fault: 'error@1' }));
    expect(events.at(-1)).toEqual({ error: { code: 500, message: expect.any(String), status: 'INTERNAL' } });
  });

  it('without alt=sse would be an array, which is refused', async () => {
    const reply = await generate(await start(), 'streamGenerateContent');
    expect([reply.status, await reply.json()]).toEqual([
      400,
      { error: { code: 400, message: "'alt' is missing: accepted is sse", status: 'INVALID_ARGUMENT' } },
    ]);
  });
});

it('an answer in one piece has the same shape', async () => {
  const body = { ...hello, systemInstruction: { parts: [{ text: 'Be brief' }] } };
  const reply = (await (await generate(await start(), 'generateContent', body)).json()) as Json;
  expect(reply).toMatchObject({
    candidates: [
      {
        content: { parts: [{ text: expect.stringMatching(/^(\w+ ){3}\w+$/) }], role: 'model' },
        finishReason: 'STOP',
      },
    ],
    usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 4, totalTokenCount: 9 },
    modelVersion: 'gemini-sim',
  });
});

describe('a refusal', () => {
  it('of a key is 403 without one and 400 for a wrong one, in the header x-goog-api-key', async () => {
    const simulator = await start({ apiKey: 'right' });
    const none = await generate(simulator);
    expect([none.status, await none.json()]).toMatchObject([403, { error: { status: 'PERMISSION_DENIED' } }]);
    const wrong = await generate(simulator, stream, hello, { 'x-goog-api-key': 'wrong' });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { error: { details: [{ reason: 'API_KEY_INVALID' }] } },
    ]);
    expect((await generate(simulator, stream, hello, { 'x-goog-api-key': 'right' })).status).toBe(200);
  });

  it('by a limit names the quota and the time to wait in its body, and has no header for either', async () => {
    const simulator = await start({ requestsPerMinute: 1, limitKind: 'token-bucket' });
    await generate(simulator);
    const reply = await generate(simulator);
    expect(reply.status).toBe(429);
    const names = [...reply.headers.keys()].filter((name) => /retry|limit/.test(name));
    expect(names).toEqual([]);
    const { error } = (await reply.json()) as Json;
    expect(error).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
    expect(error.details[0].violations).toEqual([
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
        quotaId: 'GenerateRequestsPerMinutePerProjectPerModel',
        quotaValue: '1',
      },
    ]);
    expect(error.details[1]).toEqual({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: expect.stringMatching(/^(59|60)(\.\d+)?s$/),
    });
  });

  it('by the day is told by the id of the quota alone', async () => {
    const reply = await generate(await start(), stream, hello, { 'x-sim-fault': 'quota' });
    const { error } = (await reply.json()) as Json;
    expect([error.status, error.details[0].violations[0].quotaId]).toEqual([
      'RESOURCE_EXHAUSTED',
      'GenerateRequestsPerDayPerProjectPerModel',
    ]);
  });

  it.each([
    [503, 'UNAVAILABLE'],
    [500, 'INTERNAL'],
    [418, 'UNKNOWN'],
  ])('with %d is %s', async (status, name) => {
    const reply = await generate(await start(), stream, hello, { 'x-sim-fault': `status@${status}` });
    expect([reply.status, ((await reply.json()) as Json).error]).toMatchObject([
      status,
      { code: status, status: name },
    ]);
  });

  it.each([
    [{}, "'contents' is missing"],
    [{ contents: [7] }, "'contents[0]' is 7"],
    [{ ...hello, generationConfig: { maxOutputTokens: 0 } }, "'generationConfig.maxOutputTokens' is 0"],
    [{ ...hello, systemInstruction: 'x' }, '\'systemInstruction\' is "x"'],
  ])('of %j says what is wrong', async (body, words) => {
    const reply = await generate(await start(), stream, body);
    expect([reply.status, ((await reply.json()) as Json).error.message]).toEqual([400, expect.stringContaining(words)]);
  });
});
