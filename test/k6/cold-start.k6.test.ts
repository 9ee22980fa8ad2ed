import { describe, expect, it } from 'vitest';
import type { Finding } from '../../lib/analysis/finding.ts';
import { isJudged } from '../../lib/measure/judged-row.ts';
import type { Row } from '../../lib/measure/row.ts';
import { startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

/** Loading takes 0.3 s, and 0.25 s without a request unloads the model. */
const cold = { coldStartMs: 300, unloadAfterMs: 250, prefillMs: 10, tokenMs: 1, outputTokens: 5 };

const env = (url: string, more: Record<string, string> = {}) => ({
  LLM_BASE_URL: `${url}/v1`,
  LLM_MODEL: 'sim',
  LLM_IDLE_TIME: '400ms',
  LLM_ROUNDS: '5',
  LLM_WARM_REQUESTS: '2',
  LLM_PROBE_INTERVAL: '40ms',
  ...more,
});

const coldAgainstWarm = (findings: Finding[]) => findings.find(({ values }) => values.cold_median_ms !== undefined);
const attempts = (findings: Finding[]) => findings.find(({ values }) => values.cold_starts !== undefined);

describe.concurrent('cold starts', () => {
  it('with strategies are held against doing nothing', async () => {
    const simulator = await startSimulator({ ...cold, coldStartReply: '503' });
    const other = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 5 });
    const { report } = await runK6({
      script: 'dist/cold-start.js',
      env: env(simulator.url, {
        LLM_STRATEGIES: 'none,keep-alive,pre-warmed,smaller-model',
        LLM_PING_INTERVAL: '100ms',
        LLM_SMALL_MODEL: 'tiny',
        LLM_SMALL_BASE_URL: `${other.url}/v1`,
        LLM_WARM_REQUESTS: '1',
        LLM_PRICE: '1/1',
      }),
    });
    await Promise.all([simulator.close(), other.close()]);
    expect(other.truth.map(({ model }) => model)).toEqual(new Array(10).fill('tiny'));
    const best = report.findings.find(({ values }) => values.best_ratio !== undefined);
    expect(best?.table?.rows.map(([strategy]) => strategy)).toEqual(['keep-alive', 'pre-warmed', 'smaller-model']);
    expect(best?.values.best_ratio).toBeLessThan(0.5);
    const pings = report.findings.find(({ values }) => values.pings !== undefined);
    // Three in each of five idle times.
    expect(pings?.values.pings).toBe(15);
    expect(pings?.values.cost_per_day_usd).toBeGreaterThan(0);
    expect(report.counts.warmup).toBeGreaterThanOrEqual(20);
    expect(report.verdict.status).not.toBe('interrupted');
  });

  it.each(['hold', '503', '429', '303', 'refuse'] as const)(
    'are as long as they take where the endpoint says %s',
    async (coldStartReply) => {
      const simulator = await startSimulator({ ...cold, coldStartReply, redirectAfterMs: 100, tellLoadTime: true });
      const { report, rows } = await runK6({ script: 'dist/cold-start.js', env: env(simulator.url) });
      await simulator.close();
      const found = coldAgainstWarm(report.findings);
      expect(found?.level).toBe('warning');
      expect(found?.values.cold_median_ms).toBeGreaterThan(300);
      expect(found?.values.cold_median_ms).toBeLessThan(900);
      expect(found?.values.warm_median_ms).toBeLessThan(150);
      expect(report.metrics.llm_cold_start_latency).toMatchObject({ count: 5 });
      expect(report.metrics.llm_warm_latency).toMatchObject({ count: 10 });
      // What is waited out is recorded and is no failure.
      expect(report.metrics.llm_request_failed).toMatchObject({ rate: 0, count: 15 });
      expect(report.metrics.llm_rate_limit_hits).toBeUndefined();
      // The gate, which reads rows, counts the same.
      expect((rows as unknown as Row[]).filter(isJudged)).toHaveLength(15);
      const told = attempts(report.findings)?.values;
      expect(told).toMatchObject({ cold_starts: 5, unanswered: 0 });
      if (coldStartReply === 'hold') {
        expect(told).toMatchObject({ attempts_most: 1 });
        expect(told?.load_median_ms).toBeGreaterThan(290);
      } else {
        expect(told?.attempts_median).toBeGreaterThan(2);
        const status = coldStartReply === 'refuse' ? 0 : Number(coldStartReply);
        expect(rows.filter((row) => row.status === status).length).toBeGreaterThanOrEqual(10);
      }
    },
  );

  it('of an endpoint that never gets ready are failures, told at the limit', async () => {
    const simulator = await startSimulator({ ...cold, coldStartMs: 60_000, startCold: true, coldStartReply: '503' });
    const { report } = await runK6({
      script: 'dist/cold-start.js',
      env: env(simulator.url, { LLM_ROUNDS: '1', LLM_WARM_REQUESTS: '1', LLM_COLD_LIMIT: '300ms' }),
    });
    await simulator.close();
    expect(attempts(report.findings)).toMatchObject({ level: 'bad', values: { cold_starts: 1, unanswered: 1 } });
    expect(report.metrics.llm_request_failed).toMatchObject({ rate: 1, count: 2 });
    expect(report.outcomes.overloaded).toBeGreaterThan(5);
  });
});
