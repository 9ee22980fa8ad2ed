import { describe, expect, it } from 'vitest';
import { openaiChat } from '../../lib/protocols/openai-chat.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const config: RequestConfig = { baseUrl: 'http://localhost:8000/v1', model: 'm', maxTokens: 256, stream: true };

const request = (over: Partial<RequestConfig> = {}, asked: Prompt = prompt) =>
  openaiChat.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked?: Prompt) => JSON.parse(request(over, asked).body);

describe('the body', () => {
  it('asks for a stream with its usage', () => {
    expect(bodyOf()).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 256,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('without a stream names no stream options, which servers then refuse', () => {
    expect(bodyOf({ stream: false })).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 256,
      stream: false,
    });
  });

  it('puts the system message first', () => {
    expect(bodyOf({}, { ...prompt, system: 'Be brief' }).messages).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Hi' },
    ]);
  });

  it('puts what was said before between the system message and the question', () => {
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    expect(bodyOf({}, { ...prompt, system: 'Be brief', history: [...history] }).messages).toEqual([
      { role: 'system', content: 'Be brief' },
      ...history,
      { role: 'user', content: 'Hi' },
    ]);
  });

  it("a prompt's own cap wins over the run's", () => {
    expect(bodyOf({}, { ...prompt, maxTokens: 7 }).max_tokens).toBe(7);
  });

  it('a temperature of 0 is sent, none is not', () => {
    expect(bodyOf({ temperature: 0 }).temperature).toBe(0);
    expect(bodyOf()).not.toHaveProperty('temperature');
  });

  it('extra fields win, null removes one, a null further in is kept', () => {
    const extraBody = { model: 'other', stream_options: null, top_p: 0.9, metadata: { user: null } };
    const body = bodyOf({ extraBody });
    expect(body).toMatchObject({ model: 'other', top_p: 0.9, metadata: { user: null } });
    expect(body).not.toHaveProperty('stream_options');
  });

  it('further stream options join ours, and one of them may be set otherwise', () => {
    const options = (stream_options: unknown) => bodyOf({ extraBody: { stream_options } }).stream_options;
    expect(options({ continuous_usage_stats: true })).toEqual({ include_usage: true, continuous_usage_stats: true });
    expect(options({ include_usage: false })).toEqual({ include_usage: false });
  });

  it('text with quotes, line ends and lone surrogates stays JSON', () => {
    const user = 'a "b"\n\u2028 \ud800 😀';
    expect(bodyOf({}, { ...prompt, user }).messages[0].content).toBe(user);
  });
});

describe('the name of the output cap', () => {
  it.each([
    ['https://api.openai.com/v1', 'max_completion_tokens'],
    ['https://API.OpenAI.com/v1', 'max_completion_tokens'],
    ['https://api.openai.com:443/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/v1', 'max_completion_tokens'],
    ['https://mine.openai.azure.com/openai/deployments/d?api-version=2024-10-21', 'max_completion_tokens'],
    ['https://mine.cognitiveservices.azure.com/openai/deployments/d', 'max_completion_tokens'],
    ['https://api.openai.com.evil.example/v1', 'max_tokens'],
    ['https://example.com/api.openai.com/v1', 'max_tokens'],
    ['https://example.com/x.openai.azure.com', 'max_tokens'],
    ['http://localhost:8000/v1', 'max_tokens'],
    ['https://api.groq.com/openai/v1', 'max_tokens'],
  ])('at %s is %s', (baseUrl, field) => {
    const body = bodyOf({ baseUrl });
    expect(body[field]).toBe(256);
    expect(['max_tokens', 'max_completion_tokens'].filter((name) => name in body)).toEqual([field]);
  });

  it('can be forced either way', () => {
    expect(bodyOf({ maxTokensField: 'max_completion_tokens' })).toMatchObject({ max_completion_tokens: 256 });
    expect(bodyOf({ baseUrl: 'https://api.openai.com/v1', maxTokensField: 'max_tokens' })).toMatchObject({
      max_tokens: 256,
    });
  });
});

describe('URL and headers', () => {
  it('appends the path to the base URL', () => {
    expect(request()).toMatchObject({ method: 'POST', url: 'http://localhost:8000/v1/chat/completions' });
  });

  it('the key stands in Authorization and nowhere else', () => {
    const sent = request({ apiKey: 'sk-secret' });
    expect(sent.headers).toEqual({ 'Content-Type': 'application/json', Authorization: 'Bearer sk-secret' });
    expect(sent.url + sent.body).not.toContain('sk-secret');
  });

  it("with Azure's api-version, that query comes after the path and the key in api-key", () => {
    const baseUrl = 'https://mine.openai.azure.com/openai/deployments/d?api-version=2024-10-21';
    expect(request({ baseUrl, apiKey: 'secret' })).toMatchObject({
      url: 'https://mine.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21',
      headers: { 'Content-Type': 'application/json', 'Api-Key': 'secret' },
    });
    expect(request({ baseUrl, apiKey: 'secret' }).headers).not.toHaveProperty('Authorization');
    expect(request({ baseUrl }).headers).toEqual({ 'Content-Type': 'application/json' });
  });

  it("Azure's undated API takes the key as a bearer, as OpenAI does", () => {
    const baseUrl = 'https://mine.openai.azure.com/openai/v1';
    expect(request({ baseUrl, apiKey: 'secret' }).headers).toMatchObject({ Authorization: 'Bearer secret' });
  });

  it('without a key there is no Authorization', () => {
    expect(request().headers).toEqual({ 'Content-Type': 'application/json' });
  });

  it('a given header takes the place of ours, whatever its case', () => {
    const extraHeaders = { authorization: 'Basic abc', 'X-Title': 'load test' };
    expect(request({ apiKey: 'sk-secret', extraHeaders }).headers).toEqual({
      'Content-Type': 'application/json',
      authorization: 'Basic abc',
      'X-Title': 'load test',
    });
  });
});

describe('finish reasons', () => {
  it.each([
    ['stop', 'stop'],
    ['eos_token', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'tool'],
    ['function_call', 'tool'],
    ['content_filter', 'filter'],
    ['error', 'error'],
    ['insufficient_system_resource', 'error'],
    ['STOP', 'other'],
    ['', 'other'],
    ['toString', 'other'],
    ['__proto__', 'other'],
  ])('%j is %s', (raw, finish) => expect(openaiChat.finish(raw)).toBe(finish));
});
