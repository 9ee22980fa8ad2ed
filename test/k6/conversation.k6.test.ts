import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const env = (more: Record<string, string>) => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_USERS: '6',
  LLM_TURNS: '4',
  LLM_DURATION: '5s',
  LLM_THINK_TIME: '0.01-0.05',
  LLM_TIMEOUT: '5s',
  LLM_PROMPT_LENGTHS: 'medium',
  ...more,
});

const turnsOf = async (more: Record<string, string> = {}) => {
  const run = await runK6({ script: 'dist/conversation.js', env: env(more) });
  const finding = run.report.findings.find(({ name }) => name === 'turns');
  return { ...run, level: finding?.level, values: finding?.values ?? {} };
};

test('without a cache each turn pays for all that was said, and the wait grows', async () => {
  simulator = await startSimulator({
    prefillMs: 10,
    prefillPerTokenMs: 0.2,
    tokenMs: 0.5,
    outputTokens: 100,
    batchSlowdown: 0,
  });
  const { level, values, rows } = await turnsOf();
  expect(level).toBe('warning');
  expect(values.turns).toBe(4);
  expect(values.turn_4_input_tokens_p50).toBeGreaterThan((values.turn_1_input_tokens_p50 ?? 0) + 200);
  expect(values.first_token_ratio).toBeGreaterThan(1.3);
  // A session's turns come one after the other, none before the last one was answered.
  const labels = rows.map((row) => row.labels as { session: string; turn: number });
  for (const session of new Set(labels.map((label) => label.session))) {
    const turns = labels.filter((label) => label.session === session).map(({ turn }) => turn);
    expect(turns).toEqual(turns.map((_, i) => i + 1));
  }
});

test('a prefix cache carries what was said, by the share that the endpoint knows', async () => {
  simulator = await startSimulator({
    prefillMs: 30,
    prefillPerTokenMs: 0.2,
    tokenMs: 0.5,
    outputTokens: 100,
    batchSlowdown: 0,
    prefixCacheTokens: 1_000_000,
  });
  const { values, report } = await turnsOf();
  const ok = simulator.truth.filter(({ outcome }) => outcome === 'ok');
  const sum = (of: 'inputTokens' | 'cachedTokens') => ok.reduce((total, record) => total + (record[of] ?? 0), 0);
  expect(report.metrics.llm_cached_tokens?.count).toBe(sum('cachedTokens'));
  expect(values.turn_1_hit_share).toBeLessThan(0.1);
  expect(values.turn_4_hit_share).toBeGreaterThan(0.7);
  expect(values.hit_share).toBeGreaterThan(sum('cachedTokens') / sum('inputTokens') - 0.1);
});

test('a turn that breaks ends its session: as many ended early as exchanges failed', async () => {
  simulator = await startSimulator({ prefillMs: 5, tokenMs: 0.5, outputTokens: 20, faults: 'drop:0.1,status@503:0.1' });
  const { report, rows } = await turnsOf({ LLM_DURATION: '2s' });
  const { level, values, says } = report.findings.find(({ name }) => name === 'sessions') ?? {};
  const sessions = new Set(rows.map((row) => (row.labels as { session: string }).session));
  expect(values?.sessions_begun).toBe(sessions.size);
  expect(values?.sessions_ended_early).toBe(rows.filter((row) => row.outcome !== 'ok').length);
  expect(values?.sessions_open).toBeLessThanOrEqual(6);
  expect(level).toBe('warning');
  expect(says).toMatch(/network \d+|overloaded \d+/);
});
