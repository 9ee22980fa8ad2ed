import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/server.ts';
import { type Json, prompt, start } from './running-simulator.ts';

function chat(simulator: Simulator, body: object = prompt, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${simulator.url}/api/chat`, { method: 'POST', headers, body: JSON.stringify(body) });
}

const linesOf = async (reply: Response): Promise<Json[]> =>
  (await reply.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('a streamed answer', () => {
  it('is what comes unless it is refused: lines of JSON, counts and durations on the last', async () => {
    const reply = await chat(await start({ outputTokens: 2, seed: 1, prefillMs: 20 }));
    expect(reply.headers.get('content-type')).toBe('application/x-ndjson');
    const line = (content: string, done: boolean) => ({
      model: 'any-model',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      message: { role: 'assistant', content },
      done,
    });
    const lines = await linesOf(reply);
    expect(lines).toEqual([
      line('than', false),
      line(' might', false),
      {
        ...line('', true),
        done_reason: 'stop',
        total_duration: expect.any(Number),
        prompt_eval_count: 3,
        prompt_eval_duration: expect.any(Number),
        eval_count: 2,
        eval_duration: expect.any(Number),
      },
    ]);
    const { total_duration, prompt_eval_duration, eval_duration } = lines.at(-1);
    expect(prompt_eval_duration).toBeGreaterThan(15e6);
    // each is rounded to whole ns
    expect(total_duration).toBeCloseTo(prompt_eval_duration + eval_duration, -1);
  });

  it('thinks in a field of its own', async () => {
    const lines = await linesOf(await chat(await start({ outputTokens: 1 }), prompt, { 'x-sim-fault': 'reasoning@2' }));
    expect(lines.map(({ message }) => typeof message.thinking)).toEqual(['string', 'string', 'undefined', 'undefined']);
    expect(lines.at(-1).eval_count).toBe(3);
  });

  it('is cut by options.num_predict; -1 is no cap', async () => {
    const simulator = await start({ outputTokens: 5 });
    const cut = await linesOf(await chat(simulator, { ...prompt, options: { num_predict: 2 } }));
    expect(cut.at(-1)).toMatchObject({ done_reason: 'length', eval_count: 2 });
    const whole = await linesOf(await chat(simulator, { ...prompt, options: { num_predict: -1 } }));
    expect(whole.at(-1)).toMatchObject({ done_reason: 'stop', eval_count: 5 });
  });

  it('tells how long the model took to load', async () => {
    const simulator = await start({ startCold: true, coldStartMs: 50, tellLoadTime: true });
    const cold = (await linesOf(await chat(simulator))).at(-1);
    expect(cold.load_duration / 1e6).toBeGreaterThan(40);
    const parts = cold.load_duration + cold.prompt_eval_duration + cold.eval_duration;
    expect(cold.total_duration).toBeCloseTo(parts, -1);
    expect((await linesOf(await chat(simulator))).at(-1)).not.toHaveProperty('load_duration');
  });

  it('breaks off with a line that is an error', async () => {
    const lines = await linesOf(await chat(await start(), { ...prompt, x_sim_fault: 'error@1' }));
    expect(lines).toEqual([expect.objectContaining({ done: false }), { error: 'simulated error in mid-stream' }]);
  });

  it('without usage has no counts on its last line', async () => {
    const last = (await linesOf(await chat(await start(), prompt, { 'x-sim-fault': 'no-usage' }))).at(-1);
    expect(last).toMatchObject({ done: true, done_reason: 'stop' });
    expect(last).not.toHaveProperty('eval_count');
  });

  it('has CRLF where that is asked for', async () => {
    const text = await (await chat(await start({ outputTokens: 1 }), prompt, { 'x-sim-fault': 'crlf' })).text();
    expect(text.match(/\}\r\n/g)).toHaveLength(2);
  });
});

it('an answer in one piece is the last line with the whole message, its durations too', async () => {
  const reply = await chat(await start({ prefillMs: 20 }), { ...prompt, stream: false });
  expect(reply.headers.get('content-type')).toBe('application/json');
  const told = (await reply.json()) as Json;
  expect(told.prompt_eval_duration).toBeGreaterThan(15e6);
  expect(told.total_duration).toBeCloseTo(told.prompt_eval_duration + told.eval_duration, -1);
  expect(told).toMatchObject({
    message: { role: 'assistant', content: expect.stringMatching(/^(\w+ ){3}\w+$/) },
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 3,
    eval_count: 4,
  });
});

describe('a refusal is a plain string', () => {
  it.each([
    [{}, 'model is required'],
    [{ model: 'm' }, "'messages' is missing: accepted is a non-empty array"],
    [{ model: 'm', messages: [7] }, "'messages[0]' is 7: accepted is an object with a role"],
    [{ ...prompt, options: { num_predict: 'x' } }, '\'options.num_predict\' is "x": accepted is a whole number'],
  ])('%j', async (body, error) => {
    const reply = await chat(await start(), body);
    expect([reply.status, await reply.json()]).toEqual([400, { error }]);
  });

  it('a full queue: 503', async () => {
    const reply = await chat(await start(), prompt, { 'x-sim-fault': 'status@503' });
    expect([reply.status, await reply.json()]).toEqual([503, { error: 'simulated status 503' }]);
  });
});
