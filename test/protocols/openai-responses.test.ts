import { describe, expect, it } from 'vitest';
import { openaiResponses } from '../../lib/protocols/openai-responses.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const config: RequestConfig = { baseUrl: 'http://localhost:8000/v1', model: 'm', maxTokens: 256, stream: true };

const request = (over: Partial<RequestConfig> = {}, asked: Prompt = prompt) =>
  openaiResponses.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked?: Prompt) => JSON.parse(request(over, asked).body);

describe('the body', () => {
  it('asks for a stream, and for nothing to be kept', () => {
    expect(bodyOf()).toEqual({
      model: 'm',
      input: [{ role: 'user', content: 'Hi' }],
      max_output_tokens: 256,
      stream: true,
      store: false,
    });
  });

  it('the system message is the instructions; what was said before is input', () => {
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    expect(bodyOf({}, { ...prompt, system: 'Be brief', history: [...history] })).toMatchObject({
      instructions: 'Be brief',
      input: [...history, { role: 'user', content: 'Hi' }],
    });
  });

  it("a prompt's own cap wins, a temperature of 0 is sent, null takes a field away", () => {
    const body = bodyOf(
      { temperature: 0, extraBody: { store: null, reasoning: { effort: 'low' } } },
      { ...prompt, maxTokens: 7 },
    );
    expect(body).toMatchObject({ max_output_tokens: 7, temperature: 0, reasoning: { effort: 'low' } });
    expect(body).not.toHaveProperty('store');
  });
});

it('goes to /responses with the key in Authorization', () => {
  expect(request({ apiKey: 'sk-secret' })).toMatchObject({
    method: 'POST',
    url: 'http://localhost:8000/v1/responses',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sk-secret' },
  });
});

describe('why it ended', () => {
  it.each([
    ['completed', 'stop'],
    ['response.completed', 'stop'],
    ['max_output_tokens', 'length'],
    ['content_filter', 'filter'],
    ['function_call', 'tool'],
    ['custom_tool_call', 'tool'],
    ['failed', 'error'],
    ['cancelled', 'error'],
    ['incomplete', 'other'],
    ['response.incomplete', 'other'],
    ['', 'other'],
    ['toString', 'other'],
  ])('%j is %s', (raw, finish) => expect(openaiResponses.finish(raw)).toBe(finish));
});
