import { describe, expect, it } from 'vitest';
import { openaiCompletions } from '../../lib/protocols/openai-completions.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Once upon' };
const config: RequestConfig = { baseUrl: 'http://localhost:8000/v1', model: 'm', maxTokens: 256, stream: true };

const request = (over: Partial<RequestConfig> = {}, asked: Prompt = prompt) =>
  openaiCompletions.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked?: Prompt) => JSON.parse(request(over, asked).body);

describe('the body', () => {
  it('asks for a stream with its usage', () => {
    expect(bodyOf()).toEqual({
      model: 'm',
      prompt: 'Once upon',
      max_tokens: 256,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('without a stream names no stream options, which servers then refuse', () => {
    expect(bodyOf({ stream: false })).toEqual({ model: 'm', prompt: 'Once upon', max_tokens: 256, stream: false });
  });

  it('further stream options join ours, null removes them', () => {
    const options = (stream_options: unknown) => bodyOf({ extraBody: { stream_options } }).stream_options;
    expect(options({ continuous_usage_stats: true })).toEqual({ include_usage: true, continuous_usage_stats: true });
    expect(options(null)).toBeUndefined();
  });

  it('the prompt is nothing but the texts, in the order in which they were said', () => {
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    const asked = { ...prompt, system: 'Be brief', history: [...history] };
    expect(bodyOf({}, asked).prompt).toBe('Be brief\n\nA\n\nB\n\nOnce upon');
  });

  it('each turn of a talk begins with the whole turn before it, so that prefix caches see it', () => {
    const first = bodyOf({}, { ...prompt, system: 'S', user: 'A' }).prompt;
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    expect(bodyOf({}, { ...prompt, system: 'S', history: [...history] }).prompt.startsWith(first)).toBe(true);
  });

  it('OpenAI itself knows only max_tokens here; another name can be forced', () => {
    expect(bodyOf({ baseUrl: 'https://api.openai.com/v1' })).toMatchObject({ max_tokens: 256 });
    expect(bodyOf({ maxTokensField: 'max_completion_tokens' })).toMatchObject({ max_completion_tokens: 256 });
  });

  it("a prompt's own cap wins, a temperature of 0 is sent, extra fields come last", () => {
    expect(bodyOf({ temperature: 0, extraBody: { ignore_eos: true } }, { ...prompt, maxTokens: 7 })).toMatchObject({
      max_tokens: 7,
      temperature: 0,
      ignore_eos: true,
    });
  });
});

it('goes to /completions with the key in Authorization', () => {
  expect(request({ apiKey: 'sk-secret' })).toMatchObject({
    method: 'POST',
    url: 'http://localhost:8000/v1/completions',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sk-secret' },
  });
});
