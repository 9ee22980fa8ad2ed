import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type K6Run, runK6 } from './run-k6.ts';

const key = 'key-that-nobody-may-see';
const models = { anthropic: 'claude-x', 'bedrock-converse': 'arn:aws:bedrock:us-east-1:1:inference-profile/us.x-v1:0' };
type Name = keyof typeof models;

let simulator: Simulator;
beforeAll(async () => {
  const config = {
    prefillMs: 20,
    tokenMs: 2,
    outputTokens: 12,
    tokensPerChunk: 3,
    apiKey: key,
    prefixCacheTokens: 1e6,
  };
  simulator = await startSimulator(config);
});
afterAll(() => simulator.close());

function run(name: Name, env: Record<string, string> = {}, fault?: string): Promise<K6Run> {
  return runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_PROTOCOL: name,
      LLM_BASE_URL: simulator.url,
      LLM_MODEL: models[name],
      LLM_API_KEY: key,
      LLM_REQUESTS: '1',
      LLM_TIMEOUT: '5s',
      ...(fault === undefined ? {} : { LLM_EXTRA_HEADERS: JSON.stringify({ 'x-sim-fault': fault }) }),
      ...env,
    },
  });
}

const truthOf = (row: Record<string, unknown> = {}) => simulator.truth.find(({ id }) => id === row.request_id);
const nameOf = ({ points }: K6Run) =>
  [...new Set(points.flatMap(({ metric, tags }) => (metric === 'http_reqs' ? [tags.name] : [])))].join();

describe.each(['anthropic', 'bedrock-converse'] as const)('%s', (name) => {
  test('a stream is measured as it was sent, thoughts apart from the answer, and the key is nowhere', async () => {
    const asked = await run(name, { LLM_REQUESTS: '3' }, 'reasoning@6');
    const { rows, points, stdout, stderr } = asked;
    await simulator.idle();
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const truth = truthOf(row);
      expect(truth).toMatchObject({ api: name, outcome: 'ok', streamed: true, model: models[name] });
      expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', chunks: truth?.chunks });
      expect(row.tokens).toMatchObject({
        input: truth?.inputTokens,
        cached: truth?.cachedTokens,
        output: truth?.outputTokens,
        source: 'usage',
      });
      expect(row.first_token_ms).toBeGreaterThanOrEqual(truth?.firstTokenWrittenMs as number);
      expect(row.last_token_ms).toBeGreaterThanOrEqual(truth?.lastTokenWrittenMs as number);
      expect(row.first_answer_token_ms).toBeGreaterThan(row.first_token_ms as number);
    }
    expect(stdout + stderr + JSON.stringify(points)).not.toContain(key);
    expect(nameOf(asked)).toBe(name === 'anthropic' ? '/v1/messages' : '/model/{model}/converse-stream');
  });

  test('one JSON reply is read by a k6 without any extension', async () => {
    const asked = await run(name, { LLM_STREAM: 'false', LLM_TRANSPORT: 'http' }, 'reasoning@6');
    await simulator.idle();
    const [row = {}] = asked.rows;
    expect(truthOf(row)).toMatchObject({ api: name, streamed: false, model: models[name] });
    expect(row).toMatchObject({ outcome: 'ok', finish: 'stop', tokens: { output: truthOf(row)?.outputTokens } });
    expect(row).not.toHaveProperty('first_token_ms');
    expect(nameOf(asked)).toBe(name === 'anthropic' ? '/v1/messages' : '/model/{model}/converse');
  });

  test.each([
    ['error@2', { outcome: 'stream_error', status: 200, message: 'simulated error in mid-stream' }],
    ['close@2', { outcome: 'truncated', status: 200 }],
    ['rate-limited@3', { outcome: 'rate_limited', status: 429, retry_after_s: 3 }],
    ['quota', { outcome: 'quota' }],
  ])('%s is told as it is', async (fault, expected) => {
    expect((await run(name, {}, fault)).rows).toMatchObject([expected]);
  });
});

test('anthropic: what was written at the start is no output of an answer that was cut', async () => {
  const { rows } = await run('anthropic', {}, 'close@3');
  await simulator.idle();
  expect(truthOf(rows[0])?.outputTokens).toBe(3);
  expect(rows[0]?.tokens).not.toHaveProperty('output');
});

test('anthropic: 529 is overloaded', async () => {
  expect((await run('anthropic', {}, 'status@529')).rows).toMatchObject([{ outcome: 'overloaded', status: 529 }]);
});

test('anthropic is read by the community extension too, from a root with the version', async () => {
  const { rows } = await run('anthropic', { LLM_TRANSPORT: 'open', LLM_BASE_URL: `${simulator.url}/v1` });
  await simulator.idle();
  expect(rows).toMatchObject([{ outcome: 'ok', chunks: truthOf(rows[0])?.chunks }]);
});

test('a wrong key for bedrock is 403, and stops the run', async () => {
  const { rows, stdout, stderr } = await run('bedrock-converse', { LLM_API_KEY: 'some-other-key' });
  expect(rows[0]).toMatchObject({ outcome: 'auth', status: 403 });
  expect(stdout + stderr).not.toContain('some-other-key');
});

test('a binary stream through the community extension: the run says what to do and does not start', async () => {
  const { code, rows, stderr } = await run('bedrock-converse', { LLM_TRANSPORT: 'open' });
  expect([code, rows]).toEqual([107, []]);
  expect(stderr).toContain(
    'LLM_PROTOCOL=bedrock-converse streams as aws-eventstream, and the transport open reads server-sent events only: ' +
      'use capture, which a k6 built with `npx k6-llm build-k6` has, or measure whole replies with ' +
      'LLM_STREAM=false LLM_TRANSPORT=http',
  );
  expect(stderr).not.toMatch(/TypeError|ReferenceError/);
});

test('a root that goes on to the path of the API is refused, and the root is told', async () => {
  const LLM_BASE_URL = `${simulator.url}/model/some-model/converse-stream`;
  const { code, stderr } = await run('bedrock-converse', { LLM_BASE_URL });
  expect(code).toBe(107);
  expect(stderr).toContain(`LLM_BASE_URL=${LLM_BASE_URL}: accepted is the root of the API, here ${simulator.url}`);
});

test('bytes whose checksum is wrong end the exchange: no success, and the first example is told', async () => {
  const bytes = readFileSync('test/fixtures/streams/bedrock-converse/bad-message-checksum.eventstream');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const LLM_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { rows } = await run('bedrock-converse', { LLM_BASE_URL });
    expect(rows).toMatchObject([
      { outcome: 'malformed', message: 'event stream: message checksum mismatch', chunks: 1, malformed_frames: 1 },
    ]);
  } finally {
    server.close();
  }
});
