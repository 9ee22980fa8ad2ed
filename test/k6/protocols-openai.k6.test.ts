import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type K6Run, runK6 } from './run-k6.ts';

const key = 'key-that-nobody-may-see';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 20, tokenMs: 2, outputTokens: 12, tokensPerChunk: 3, apiKey: key });
});
afterAll(() => simulator.close());

type Name = 'openai-chat' | 'openai-completions' | 'openai-responses';
const paths: Record<Name, string> = {
  'openai-chat': '/chat/completions',
  'openai-completions': '/completions',
  'openai-responses': '/responses',
};

function run(name: Name, env: Record<string, string> = {}, fault?: string): Promise<K6Run> {
  return runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_PROTOCOL: name,
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim-1',
      LLM_API_KEY: key,
      LLM_REQUESTS: '1',
      LLM_TIMEOUT: '5s',
      ...(fault === undefined ? {} : { LLM_EXTRA_HEADERS: JSON.stringify({ 'x-sim-fault': fault }) }),
      ...env,
    },
  });
}

const truthOf = (row: Record<string, unknown>) => simulator.truth.find(({ id }) => id === row.request_id);

test.each(['openai-chat', 'openai-completions'] as const)(
  '%s: asked to count along, the stream tells exact tokens a chunk and still its total',
  async (name) => {
    const { rows, report } = await run(name, {
      LLM_EXTRA_BODY: '{"stream_options":{"continuous_usage_stats":true}}',
      LLM_MAX_TOKENS: '7',
    });
    // Chunks of 3, 3 and 1: 4 tokens in the 2 after the first.
    expect(rows[0]).toMatchObject({ outcome: 'ok', chunks: 3, tokens: { output: 7, source: 'usage' } });
    expect(report.findings.find(({ name: finding }) => finding === 'streams')?.values.tokens_per_chunk).toBe(2);
  },
);

describe.each(['openai-completions', 'openai-responses'] as const)('%s', (name) => {
  test('a stream is measured as it was sent, and the key is nowhere', async () => {
    const { rows, points, stdout, stderr } = await run(name, { LLM_REQUESTS: '3' }, 'reasoning@6,comments');
    await simulator.idle();
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const truth = truthOf(row);
      expect(truth).toMatchObject({ api: name, outcome: 'ok', streamed: true, model: 'sim-1', outputTokens: 18 });
      expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', served_model: 'sim-1', chunks: truth?.chunks });
      expect(row.tokens).toMatchObject({ input: truth?.inputTokens, output: 18, source: 'usage' });
      expect(row.first_token_ms).toBeGreaterThanOrEqual(truth?.firstTokenWrittenMs as number);
      expect(row.last_token_ms).toBeGreaterThanOrEqual(truth?.lastTokenWrittenMs as number);
      expect(row.finish_ms).toBeGreaterThanOrEqual(row.last_token_ms as number);
      expect(row.end_ms).toBeGreaterThanOrEqual(row.finish_ms as number);
    }
    expect(stdout + stderr + JSON.stringify(points)).not.toContain(key);
    const names = points.flatMap(({ metric, tags }) => (metric === 'http_reqs' ? [tags.name] : []));
    expect(new Set(names)).toEqual(new Set([paths[name]]));
  });

  test('one JSON reply is read by a k6 without any extension, cut by the cap', async () => {
    const { rows } = await run(name, { LLM_STREAM: 'false', LLM_TRANSPORT: 'http', LLM_MAX_TOKENS: '5' });
    await simulator.idle();
    const [row = {}] = rows;
    const truth = truthOf(row);
    expect(truth).toMatchObject({ api: name, streamed: false, finish: 'length' });
    expect(row).toMatchObject({ outcome: 'ok', finish: 'length', served_model: 'sim-1' });
    expect(row.tokens).toMatchObject({ input: truth?.inputTokens, output: 5, source: 'usage' });
    expect(row).not.toHaveProperty('first_token_ms');
    expect(row).not.toHaveProperty('finish_ms');
  });

  test('the community extension measures the same', async () => {
    const { rows } = await run(name, { LLM_TRANSPORT: 'open' });
    await simulator.idle();
    expect(rows).toMatchObject([{ outcome: 'ok', chunks: truthOf(rows[0] ?? {})?.chunks, tokens: { output: 12 } }]);
    expect(rows[0]?.finish_ms).toBeGreaterThanOrEqual(rows[0]?.last_token_ms as number);
  });
});

test('reasoning of openai-responses comes before the answer, and both have a first token', async () => {
  const { rows } = await run('openai-responses', {}, 'reasoning@6');
  const [row = {}] = rows;
  expect(row).toMatchObject({ outcome: 'ok', service_tier: 'default', tokens: { output: 18, reasoning: 6 } });
  expect(row.first_answer_token_ms).toBeGreaterThan(row.first_token_ms as number);
});

test.each([
  ['openai-completions', 'error-done@3', { outcome: 'stream_error', message: 'simulated error in mid-stream' }],
  ['openai-responses', 'error-done@3', { outcome: 'stream_error', message: 'simulated error in mid-stream' }],
  ['openai-responses', 'close@3', { outcome: 'truncated', chunks: 1 }],
  ['openai-responses', 'not-streamed', { outcome: 'not_streamed', tokens: { output: 12 } }],
] as const)('%s: %s is told as it is', async (name, fault, expected) => {
  const { rows, stderr } = await run(name, {}, fault);
  expect(rows).toMatchObject([{ status: 200, ...expected }]);
  expect(stderr).not.toMatch(/TypeError|ReferenceError|panic/);
});

test.each([
  ['openai-completions', 'quota', { outcome: 'quota', status: 429 }],
  ['openai-responses', 'rate-limited@3', { outcome: 'rate_limited', status: 429, retry_after_s: 3 }],
] as const)('%s: %s is refused in OpenAI’s words', async (name, fault, expected) => {
  const { rows } = await run(name, {}, fault);
  expect(rows).toMatchObject([expected]);
});
