import { describe, expect, it } from 'vitest';
import { bedrockConverse } from '../../lib/protocols/bedrock-converse.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const baseUrl = 'https://bedrock-runtime.us-east-1.amazonaws.com';
const config: RequestConfig = { baseUrl, model: 'm', maxTokens: 256, stream: true };

const request = (over: Partial<RequestConfig> = {}, asked: Prompt = prompt) =>
  bedrockConverse.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked?: Prompt) => JSON.parse(request(over, asked).body);

describe('the URL', () => {
  it('says whether a stream is asked for', () => {
    expect(request().url).toBe(`${baseUrl}/model/m/converse-stream`);
    expect(request({ stream: false }).url).toBe(`${baseUrl}/model/m/converse`);
  });

  it.each([
    ['anthropic.claude-v1:0', 'anthropic.claude-v1%3A0'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/x', 'arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fx'],
  ])('has the model %s as one segment', (model, segment) => {
    expect(request({ model }).url).toBe(`${baseUrl}/model/${segment}/converse-stream`);
  });
});

describe('the body', () => {
  it('has the cap where Converse has it, and neither the model nor a flag for streaming', () => {
    expect(bodyOf()).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      inferenceConfig: { maxTokens: 256 },
    });
  });

  it('has system, history and temperature in the forms of Converse', () => {
    const asked: Prompt = {
      ...prompt,
      system: 'Be brief',
      history: [
        { role: 'user', content: 'A' },
        { role: 'assistant', content: 'B' },
      ],
      maxTokens: 5,
    };
    expect(bodyOf({ temperature: 0.5 }, asked)).toEqual({
      system: [{ text: 'Be brief' }],
      messages: [
        { role: 'user', content: [{ text: 'A' }] },
        { role: 'assistant', content: [{ text: 'B' }] },
        { role: 'user', content: [{ text: 'Hi' }] },
      ],
      inferenceConfig: { maxTokens: 5, temperature: 0.5 },
    });
  });

  it('takes more parameters beside the cap, and another name of it', () => {
    const { inferenceConfig } = bodyOf({ extraBody: { inferenceConfig: { topP: 0.5 } }, maxTokensField: 'cap' });
    expect(inferenceConfig).toEqual({ cap: 256, topP: 0.5 });
  });

  it('takes fields of the run', () => {
    expect(bodyOf({ extraBody: { performanceConfig: { latency: 'optimized' }, inferenceConfig: null } })).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      performanceConfig: { latency: 'optimized' },
    });
  });
});

it('the API key is a bearer token', () => {
  expect(request({ apiKey: 'k' }).headers).toEqual({
    'Content-Type': 'application/json',
    Authorization: 'Bearer k',
  });
});
