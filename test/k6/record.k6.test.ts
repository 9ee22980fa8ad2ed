import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../lib/version.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type K6Run, runK6 } from './run-k6.ts';

let simulator: Simulator;
let run: K6Run;

beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 20, tokenMs: 2, outputTokens: 16, outputSpread: 0.3 });
  run = await runK6({
    script: 'dist/ramp.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_START_RATE: '20',
      LLM_STAGES: '4s:20',
      LLM_WARMUP: '1s',
      LLM_WINDOW: '1s',
      LLM_TIMEOUT: '5s',
    },
  });
  await simulator.idle();
});
afterAll(() => simulator.close());

const pointsOf = (metric: string) => run.points.filter((point) => point.metric === metric);

describe('the record of a run', () => {
  test('has one row for each exchange that the endpoint saw', () => {
    expect(run.rows).toHaveLength(simulator.truth.length);
    expect(new Set(run.rows.map(({ id }) => id)).size).toBe(run.rows.length);
    expect(run.rows.map(({ request_id }) => request_id).sort()).toEqual(simulator.truth.map(({ id }) => id).sort());
  });

  test('carries the row as metadata of the llm_requests point and of no other', () => {
    for (const point of run.points) expect(point.metadata?.row !== undefined).toBe(point.metric === 'llm_requests');
  });

  test('tells the tokens that the endpoint says it sent', () => {
    for (const row of run.rows) {
      const truth = simulator.truth.find(({ id }) => id === row.request_id);
      expect(row.tokens).toMatchObject({ input: truth?.inputTokens, output: truth?.outputTokens, source: 'usage' });
      expect(row.chunks).toBe(truth?.chunks);
    }
  });

  test('never tells a token earlier than the endpoint wrote it', () => {
    for (const row of run.rows) {
      const truth = simulator.truth.find(({ id }) => id === row.request_id);
      // Both clocks start with the request: ours before it is sent, the endpoint's when it has come.
      expect(row.first_token_ms).toBeGreaterThanOrEqual(truth?.firstTokenWrittenMs as number);
      expect(row.last_token_ms).toBeGreaterThanOrEqual(truth?.lastTokenWrittenMs as number);
    }
  });

  test('puts times in the order in which things happen', () => {
    for (const row of run.rows as Record<string, number>[]) {
      const order = ['headers_ms', 'first_frame_ms', 'first_token_ms', 'last_token_ms', 'end_ms'].map(
        (name) => row[name] as number,
      );
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });
});

describe('the warm-up', () => {
  test('is all that starts before its end, by the row', () => {
    const warm = run.rows.filter(({ phase }) => phase === 'warmup');
    expect(warm.length).toBe(run.report.counts.warmup);
    expect(warm.length).toBeGreaterThan(0);
    expect(warm.every((row) => row.window === undefined)).toBe(true);
    expect(run.rows.length - warm.length).toBe(run.report.counts.finished);
  });

  test('gives samples of nothing but the two counts, tagged as such', () => {
    const warm = run.points.filter(({ metric, tags }) => metric.startsWith('llm_') && tags.phase === 'warmup');
    expect(new Set(warm.map(({ metric }) => metric))).toEqual(new Set(['llm_started', 'llm_requests']));
    expect(pointsOf('llm_time_to_first_token')).toHaveLength(run.report.counts.finished);
  });

  test("is told apart in k6's own samples too", () => {
    const phases = pointsOf('http_req_duration').map(({ tags }) => tags.phase);
    expect(phases.filter((phase) => phase === 'warmup')).toHaveLength(run.report.counts.warmup);
    expect(phases.filter((phase) => phase === 'measured')).toHaveLength(run.report.counts.finished);
  });
});

describe("k6's own samples", () => {
  test('come once for each exchange, by name and without the key or the prompt', () => {
    const requests = pointsOf('http_reqs');
    expect(requests).toHaveLength(run.rows.length);
    expect(new Set(requests.map(({ tags }) => tags.name))).toEqual(new Set(['/chat/completions']));
    expect(new Set(requests.map(({ tags }) => tags.status))).toEqual(new Set(['200']));
    expect(pointsOf('http_req_failed').every(({ value }) => value === 0)).toBe(true);
  });

  test('count frames once for each exchange', () => {
    expect(pointsOf('sse_event')).toHaveLength(run.rows.length);
  });
});

test('the versions that made it stand in the summary', () => {
  expect(run.report.versions).toEqual({ 'k6-llm': version, k6: 'v2.2.0' });
});

test('windows are counted where exchanges start, and their sum is the whole', () => {
  const { windows, counts } = run.report;
  expect(windows.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([20, 20, 20]);
  expect(windows.reduce((sum, { started }) => sum + started, 0)).toBe(counts.started);
});
