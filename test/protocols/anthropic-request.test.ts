import { describe, expect, it } from 'vitest';
import { anthropic } from '../../lib/protocols/anthropic.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const config: RequestConfig = { baseUrl: 'https://api.anthropic.com', model: 'm', maxTokens: 256, stream: true };

const request = (over: Partial<RequestConfig> = {}, asked: Prompt = prompt) =>
  anthropic.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked?: Prompt) => JSON.parse(request(over, asked).body);

describe('the body', () => {
  it('has max_tokens, which is required, and asks for a stream', () => {
    expect(bodyOf()).toEqual({
      model: 'm',
      max_tokens: 256,
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
    });
  });

  it('has the system prompt beside the messages, and what was said before among them', () => {
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    expect(bodyOf({}, { ...prompt, system: 'Be brief', history: [...history], maxTokens: 5 })).toEqual({
      model: 'm',
      max_tokens: 5,
      system: 'Be brief',
      messages: [...history, { role: 'user', content: 'Hi' }],
      stream: true,
    });
  });

  it('takes the temperature, fields of the run and another name of the cap', () => {
    const over = { temperature: 0, extraBody: { top_k: 1, stream: null }, maxTokensField: 'cap' };
    expect(bodyOf(over)).toEqual({
      model: 'm',
      cap: 256,
      messages: [{ role: 'user', content: 'Hi' }],
      temperature: 0,
      top_k: 1,
    });
  });
});

describe('the headers', () => {
  it('name the version of the API and carry the key bare', () => {
    expect(request({ apiKey: 'sk-1' }).headers).toEqual({
      'Content-Type': 'application/json',
      'Anthropic-Version': '2023-06-01',
      'X-Api-Key': 'sk-1',
    });
  });

  it('have no key where there is none; a beta and another version can be given', () => {
    const extraHeaders = { 'anthropic-beta': 'context-1m', 'anthropic-version': '2030-01-01' };
    expect(request({ extraHeaders }).headers).toEqual({
      'Content-Type': 'application/json',
      'anthropic-beta': 'context-1m',
      'anthropic-version': '2030-01-01',
    });
  });
});

it.each(['https://api.anthropic.com', 'https://api.anthropic.com/v1'])(
  'from %s the same URL is made: with and without the version it is a root in use',
  (baseUrl) => {
    expect(request({ baseUrl }).url).toBe('https://api.anthropic.com/v1/messages');
  },
);
