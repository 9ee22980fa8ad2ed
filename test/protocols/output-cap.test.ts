import { describe, expect, it } from 'vitest';
import { loadProtocol, type ProtocolName, protocolNames } from '../../lib/protocols/index.ts';
import { outputCap } from '../../lib/protocols/output-cap.ts';

const capOf = async (name: ProtocolName, body: unknown) =>
  outputCap((await loadProtocol(name)).outputCap, JSON.stringify(body));

describe('the output that a request allows', () => {
  it.each<[ProtocolName, unknown, number]>([
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
  ])('%s %j: %d', async (name, body, cap) => expect(await capOf(name, body)).toBe(cap));

  it.each<[ProtocolName, unknown]>([
    ['openai-chat', {}],
    ['openai-chat', { max_tokens: null }],
    ['openai-chat', { max_tokens: '100' }],
    ['openai-chat', { max_tokens: 0 }],
    ['openai-chat', { max_tokens: 1.5 }],
    ['openai-chat', { n: 3 }],
    ['ollama', { options: { num_predict: -1 } }],
    ['ollama', { options: 'none' }],
  ])('%s %j: none', async (name, body) => expect(await capOf(name, body)).toBeUndefined());

  it('of an API that does not say where its cap stands: none', () =>
    expect(outputCap(undefined, '{"max_tokens":100}')).toBeUndefined());

  it.each(protocolNames())('%s: its own request has one', async (name) => {
    const protocol = await loadProtocol(name);
    const config = { baseUrl: 'https://host/v1', model: 'm', maxTokens: 77, stream: true };
    const { body } = protocol.request({ id: 'p', user: 'hello' }, config);
    expect(outputCap(protocol.outputCap, body), 'it says where its cap stands').toBe(77);
  });
});
