import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type K6Run, runK6 } from './run-k6.ts';

const key = 'key-that-nobody-may-see';

let simulator: Simulator;
beforeAll(async () => {
  const config = { prefillMs: 20, tokenMs: 2, outputTokens: 12, tokensPerChunk: 3, apiKey: key };
  simulator = await startSimulator(config);
});
afterAll(() => simulator.close());

const roots = { gemini: '/v1beta', ollama: '' } as const;

function run(name: keyof typeof roots, env: Record<string, string> = {}, fault?: string): Promise<K6Run> {
  return runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_PROTOCOL: name,
      LLM_BASE_URL: `${simulator.url}${roots[name]}`,
      LLM_MODEL: 'sim-1',
      LLM_API_KEY: key,
      LLM_REQUESTS: '2',
      LLM_TIMEOUT: '5s',
      ...(fault === undefined ? {} : { LLM_EXTRA_HEADERS: JSON.stringify({ 'x-sim-fault': fault }) }),
      ...env,
    },
  });
}

const truthOf = (row: Record<string, unknown>) => simulator.truth.find(({ id }) => id === row.request_id);

describe.each(['gemini', 'ollama'] as const)('%s', (name) => {
  test('a stream is measured as it was sent, thoughts apart from the answer, and the key is nowhere', async () => {
    const { rows, points, stdout, stderr } = await run(name, {}, 'reasoning@6');
    await simulator.idle();
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const truth = truthOf(row);
      expect(truth).toMatchObject({ api: name, outcome: 'ok', streamed: true, model: 'sim-1' });
      expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', served_model: 'sim-1', chunks: truth?.chunks });
      expect(row.tokens).toMatchObject({ input: truth?.inputTokens, output: truth?.outputTokens, source: 'usage' });
      expect(row.first_token_ms).toBeGreaterThanOrEqual(truth?.firstTokenWrittenMs as number);
      expect(row.last_token_ms).toBeGreaterThanOrEqual(truth?.lastTokenWrittenMs as number);
      expect(row.first_answer_token_ms).toBeGreaterThan(row.first_token_ms as number);
    }
    expect(stdout + stderr + JSON.stringify(points)).not.toContain(key);
    const paths = new Set(points.flatMap(({ metric, tags }) => (metric === 'http_reqs' ? [tags.name] : [])));
    expect([...paths]).toEqual([name === 'gemini' ? '/models/{model}:streamGenerateContent' : '/api/chat']);
  });

  test('one JSON reply is read by a k6 without any extension', async () => {
    const { rows } = await run(name, { LLM_STREAM: 'false', LLM_TRANSPORT: 'http', LLM_REQUESTS: '1' }, 'reasoning@6');
    await simulator.idle();
    expect(rows).toHaveLength(1);
    const [row = {}] = rows;
    const truth = truthOf(row);
    expect(truth).toMatchObject({ api: name, streamed: false });
    expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', served_model: 'sim-1' });
    expect(row.tokens).toMatchObject({ input: truth?.inputTokens, output: truth?.outputTokens });
    expect(row).not.toHaveProperty('first_token_ms');
  });
});

test.each(['true', 'false'])("ollama's own times are in the row, streamed: %s", async (stream) => {
  const { rows } = await run('ollama', { LLM_STREAM: stream, LLM_REQUESTS: '1' });
  const times = rows[0]?.server_times_ms as Record<string, number>;
  expect(Object.keys(times).sort()).toEqual(['eval', 'prompt_eval', 'total']);
  expect(times.prompt_eval).toBeGreaterThan(15);
  expect(times.total).toBeCloseTo((times.prompt_eval as number) + (times.eval as number), 5);
  expect(times.total).toBeLessThan(rows[0]?.end_ms as number);
});

test.each([
  ['gemini', 'error@2', { outcome: 'stream_error', message: 'simulated error in mid-stream' }],
  ['ollama', 'close@2', { outcome: 'truncated', chunks: 1 }],
] as const)('%s: %s is told as it is', async (name, fault, expected) => {
  const { rows } = await run(name, { LLM_REQUESTS: '1' }, fault);
  expect(rows).toMatchObject([{ status: 200, ...expected }]);
});

test("gemini's refusal tells the time to wait in its body", async () => {
  const { rows } = await run('gemini', { LLM_REQUESTS: '1' }, 'rate-limited@3');
  expect(rows).toMatchObject([{ outcome: 'rate_limited', status: 429, retry_after_s: 3 }]);
});

test('a wrong key for gemini is 400, and stops the run', async () => {
  const { rows, stdout, stderr } = await run('gemini', { LLM_API_KEY: 'some-other-key' });
  expect(rows[0]).toMatchObject({ outcome: 'auth', status: 400 });
  expect(stdout + stderr).not.toContain('some-other-key');
});

test('gemini is read by the community extension too', async () => {
  const { rows } = await run('gemini', { LLM_TRANSPORT: 'open', LLM_REQUESTS: '1' });
  await simulator.idle();
  expect(rows).toMatchObject([{ outcome: 'ok', chunks: truthOf(rows[0] ?? {})?.chunks }]);
});

test('lines of JSON are not: the run says so and does not start', async () => {
  const { code, rows, stderr } = await run('ollama', { LLM_TRANSPORT: 'open' });
  expect([code, rows]).toEqual([107, []]);
  expect(stderr).toContain(
    'LLM_PROTOCOL=ollama streams as ndjson, and the transport open reads server-sent events only',
  );
  expect(stderr).not.toMatch(/TypeError|ReferenceError/);
});
