import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type K6Run, runK6 } from './run-k6.ts';

// Someone else's server, told what to send: where it and we agree, it is not because our simulator and our readers
// share a mistake.

const chunkSize = 10;
const text = 'The quick brown fox jumps over the lazy dog.';
const thoughts = 'It is a pangram.';
const chunksOf = (whole: string) => Math.ceil(whole.length / chunkSize);

/** Its names for the counts; each API takes its own. */
const usage = {
  prompt_tokens: 12,
  completion_tokens: 9,
  input_tokens: 12,
  output_tokens: 9,
  promptTokenCount: 12,
  candidatesTokenCount: 9,
};

interface Api {
  root: string;
  /** What it sends that the API which it plays would not, and what we rightly make of that. */
  odd?: Record<string, Record<string, unknown>>;
  tellsTokens?: false;
  /** Its thoughts are in a field that the API does not have. */
  tellsThoughts?: false;
  tellsModel?: false;
}

const apis: Record<string, Api> = {
  'openai-chat': { root: '/v1' },
  // incomplete, and no details that say why
  'openai-responses': { root: '/v1', odd: { cap: { finish: 'other' } } },
  anthropic: { root: '' },
  // a finish reason that Gemini has not
  gemini: { root: '/v1beta', odd: { tool: { finish: 'other' } }, tellsModel: false },
  // it knows no other reason than stop, and fills in zeros
  ollama: { root: '', odd: { cap: { finish: 'stop' } }, tellsTokens: false, tellsThoughts: false },
  // Anthropic's error in place of Amazon's, so that all of it is the message
  'bedrock-converse': {
    root: '',
    odd: { limited: { message: expect.stringContaining('Slow down') } },
    tellsModel: false,
  },
};

let oracle: LLMock;
let folder: string;
beforeAll(async () => {
  oracle = new LLMock({ port: 0, chunkSize });
  oracle
    .onMessage('plain', { content: text, usage })
    .onMessage('thinking', { content: text, reasoning: thoughts, usage })
    .onMessage('cap', { content: text, finishReason: 'length', usage })
    .onMessage('tool', { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Paris"}' }], usage })
    .onMessage('limited', { error: { message: 'Slow down', type: 'rate_limit_error' }, status: 429, retryAfter: 7 })
    .onMessage('cut', { content: text, usage }, { truncateAfterChunks: 4, latency: 20 });
  await oracle.start();
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-oracle-'));
  const prompts = ['plain', 'thinking', 'cap', 'tool', 'limited', 'cut'].map((id) => ({
    id,
    prompt: id,
    expect: text,
  }));
  await writeFile(path.join(folder, 'prompts.jsonl'), prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''));
});
afterAll(async () => {
  await oracle.stop();
  await rm(folder, { recursive: true });
});

/** One request for each prompt. */
function ask(protocol: string, root: string, stream: boolean): Promise<K6Run> {
  return runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_PROTOCOL: protocol,
      LLM_BASE_URL: oracle.url + root,
      LLM_MODEL: 'some-model',
      LLM_API_KEY: 'some-key',
      LLM_PROMPTS: path.join(folder, 'prompts.jsonl'),
      LLM_REQUESTS: '6',
      LLM_STREAM: String(stream),
      LLM_TIMEOUT: '5s',
      LLM_MAX_BACKOFF: '0s',
    },
  });
}

describe.each(Object.entries(apis))('%s', (name, { root, odd = {}, tellsTokens, tellsThoughts, tellsModel }) => {
  let streamed: K6Run;
  let whole: K6Run;
  beforeAll(async () => {
    streamed = await ask(name, root, true);
    whole = await ask(name, root, false);
  });
  const rowOf = ({ rows }: K6Run, prompt: string) => rows.find((row) => row.prompt === prompt) ?? {};
  const told = tellsTokens === false ? {} : { tokens: { input: 12, output: 9, source: 'usage' } };
  const served = tellsModel === false ? {} : { served_model: 'some-model' };
  /** The answer holds all of the text. */
  const answer = { has_content: true, expected: true };

  test('a text comes as it was cut, with its end, its counts and its model', () => {
    const row = rowOf(streamed, 'plain');
    expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', chunks: chunksOf(text), answer, ...told, ...served });
    expect('tokens' in row).toBe(tellsTokens !== false);
  });

  test('thoughts are no part of the answer', () => {
    const row = rowOf(streamed, 'thinking');
    const chunks = chunksOf(text) + (tellsThoughts === false ? 0 : chunksOf(thoughts));
    expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', chunks, answer, ...told });
    expect(row.first_answer_token_ms).toBeGreaterThanOrEqual(row.first_token_ms as number);
  });

  test('the cap on output is the finish reason', () => {
    expect(rowOf(streamed, 'cap')).toMatchObject({ outcome: 'ok', finish: 'length', answer, ...odd.cap });
  });

  test('a tool call is an answer', () => {
    expect(rowOf(streamed, 'tool')).toMatchObject({ outcome: 'ok', finish: 'tool', ...told, ...odd.tool });
  });

  test('a limit is told with the time to wait', () => {
    const limited = { outcome: 'rate_limited', status: 429, message: 'Slow down', retry_after_s: 7, ...odd.limited };
    expect(rowOf(streamed, 'limited')).toMatchObject(limited);
    expect(rowOf(whole, 'limited')).toMatchObject(limited);
  });

  test('an answer that is cut is no success', () => {
    const row = rowOf(streamed, 'cut');
    expect(row).toMatchObject({ outcome: 'network', status: 200 });
    expect(row).not.toHaveProperty('finish');
  });

  test('one JSON reply is the same answer, without a first token', () => {
    const row = rowOf(whole, 'plain');
    expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', answer, ...told, ...served });
    expect(row).not.toHaveProperty('first_token_ms');
    expect(rowOf(whole, 'cap')).toMatchObject({ outcome: 'ok', finish: 'length', answer, ...odd.cap });
    expect(rowOf(whole, 'tool')).toMatchObject({ outcome: 'ok', finish: 'tool', ...told, ...odd.tool });
  });
});
