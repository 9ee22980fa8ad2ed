import { describe, expect, it } from 'vitest';
import { ollama } from '../../lib/protocols/ollama.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const config: RequestConfig = { baseUrl: 'http://localhost:11434', model: 'llama3.2', maxTokens: 64, stream: true };
const request = (over: Partial<RequestConfig> = {}, asked = prompt) => ollama.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked = prompt) => JSON.parse(request(over, asked).body);

describe('the request', () => {
  it('says whether to stream, for it would unless told not to, and the cap among the options', () => {
    expect(request()).toMatchObject({ method: 'POST', url: 'http://localhost:11434/api/chat' });
    expect(bodyOf({ stream: false, temperature: 0 })).toEqual({
      model: 'llama3.2',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: false,
      options: { num_predict: 64, temperature: 0 },
    });
  });

  it('has no key unless there is one, as ollama.com wants it', () => {
    expect(request().headers).toEqual({ 'Content-Type': 'application/json' });
    expect(request({ apiKey: 'secret' }).headers.Authorization).toBe('Bearer secret');
  });

  it('the system message comes first, then what was said before', () => {
    const asked: Prompt = { ...prompt, system: 'S', history: [{ role: 'assistant', content: 'A' }], maxTokens: 7 };
    expect(bodyOf({}, asked)).toMatchObject({
      messages: [
        { role: 'system', content: 'S' },
        { role: 'assistant', content: 'A' },
        { role: 'user', content: 'Hi' },
      ],
      options: { num_predict: 7 },
    });
  });

  it('an extra option joins the others; keep_alive and think stand beside them', () => {
    const extraBody = { options: { num_ctx: 8192 }, keep_alive: 0, think: true };
    expect(bodyOf({ extraBody })).toMatchObject({
      options: { num_predict: 64, num_ctx: 8192 },
      keep_alive: 0,
      think: true,
    });
  });

  it('null removes the options', () => {
    expect(bodyOf({ extraBody: { options: null } })).not.toHaveProperty('options');
  });
});

describe('its counts, told one by one', () => {
  it('are input, output and the time to load, in milliseconds', () => {
    const extra = { prompt_eval_count: '26', eval_count: '282', load_duration: '1334875', eval_duration: '4535599000' };
    expect(ollama.usage([], extra)).toEqual({ input: 26, output: 282, loadMs: 1.334875 });
  });

  it('a prompt that was not counted is unknown', () => {
    expect(ollama.usage([], { eval_count: '2' })).toEqual({ output: 2 });
  });

  it.each([
    [{}],
    [{ eval_count: '"many"' }],
    [{ eval_count: '-1' }],
    [{ eval_count: '1.5' }],
    [{ load_duration: '5' }],
  ])('%j tells nothing', (extra) => expect(ollama.usage([], extra)).toBeUndefined());
});

it('its own times are told in milliseconds, those that it tells', () => {
  const extra = { total_duration: '4883583458', eval_duration: '4535599000', load_duration: '"x"', eval_count: '282' };
  expect(ollama.serverTimesMs?.(extra)).toEqual({ eval: 4535.599, total: 4883.583458 });
  expect(ollama.serverTimesMs?.({ load_duration: '0' })).toBeUndefined();
});

describe('finish reasons', () => {
  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['load', 'other'],
    ['unload', 'other'],
    ['toString', 'other'],
    ['', 'other'],
  ])('%j is %s', (raw, finish) => expect(ollama.finish(raw)).toBe(finish));
});
