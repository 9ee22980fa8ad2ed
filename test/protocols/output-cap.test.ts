import { describe, expect, it } from 'vitest';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import { outputCap } from '../../lib/protocols/output-cap.ts';

describe('the output that a request allows', () => {
  it.each([
    ['openai-chat', { max_tokens: 256 }, 256],
    ['openai-chat', { max_completion_tokens: 100 }, 100],
    ['openai-chat', { max_tokens: 5, max_completion_tokens: 100 }, 100],
    ['openai-chat', { max_tokens: 100, n: 3 }, 300],
    ['openai-completions', { max_tokens: 100, n: 2, best_of: 5 }, 500],
    ['openai-responses', { max_output_tokens: 7 }, 7],
    ['anthropic', { max_tokens: 7 }, 7],
    ['bedrock-converse', { inferenceConfig: { maxTokens: 7 } }, 7],
    ['gemini', { generationConfig: { maxOutputTokens: 7, candidateCount: 2 } }, 14],
    ['ollama', { options: { num_predict: 7 } }, 7],
    ['openai-chat', { max_tokens: 100, n: 0 }, 100],
    ['openai-chat', { max_tokens: 100, n: null }, 100],
  ])('%s %j: %d', (protocol, body, cap) => expect(outputCap(protocol, JSON.stringify(body))).toBe(cap));

  it.each([
    ['openai-chat', {}],
    ['openai-chat', { max_tokens: null }],
    ['openai-chat', { max_tokens: '100' }],
    ['openai-chat', { max_tokens: 0 }],
    ['openai-chat', { max_tokens: 1.5 }],
    ['openai-chat', { n: 3 }],
    ['ollama', { options: { num_predict: -1 } }],
    ['ollama', { options: 'none' }],
    ['an API without a cap', { max_tokens: 100 }],
  ])('%s %j: none', (protocol, body) => expect(outputCap(protocol, JSON.stringify(body))).toBeUndefined());

  it.each(protocolNames())('%s: its own request has one', async (name) => {
    const protocol = await loadProtocol(name);
    const config = { baseUrl: 'https://host/v1', model: 'm', maxTokens: 77, stream: true };
    const { body } = protocol.request({ id: 'p', user: 'hello' }, config);
    expect(outputCap(name, body), 'lib/protocols/output-cap.ts knows where its cap stands').toBe(77);
  });
});
