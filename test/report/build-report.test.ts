import { describe, expect, it } from 'vitest';
import { fixed } from '../../lib/load/fixed.ts';
import { ownScenarios } from '../../lib/load/own-scenarios.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import type { K6Metric } from '../../lib/report/k6-summary.ts';
import { counter, env, goodMetrics, k6Data, rate, reportOf, steady, trend, windowMetrics } from './k6-data.ts';

const good = reportOf(k6Data(goodMetrics));
const failedAll = {
  'llm_started{phase:measured}': counter(900),
  'llm_requests{phase:measured,outcome:http_error}': counter(900),
  llm_request_failed: rate(900, 0),
  llm_timeout_rate: rate(0, 900),
  ...Object.fromEntries([0, 1].map((i) => [`llm_started{window:${i}}`, counter(450)])),
};
const latencySlos = (report: typeof good) =>
  report.slos.filter(({ metric }) => /time_to|generation|per_second/.test(metric)).map(({ status }) => status);

describe('a good run', () => {
  it('counts the measured phase and tells the warm-up apart', () => {
    expect(good.counts).toEqual({ started: 900, finished: 900, warmup: 100, dropped: 0 });
    expect(good.outcomes).toEqual({ ok: 900 });
    expect([good.metrics.llm_started?.count, good.metrics.llm_requests?.count]).toEqual([900, 900]);
  });

  it('has every statistic as k6 told it, percentiles with what they stand on', () => {
    expect(good.metrics.llm_time_to_first_token).toEqual({
      kind: 'trend',
      unit: 'time',
      better: 'lower',
      count: 900,
      avg: 600,
      min: 200,
      max: 4000,
      percentiles: {
        p50: { value: 400, samples: 900, enough: true },
        p90: { value: 800, samples: 900, enough: true },
        p95: { value: 800, samples: 900, enough: true },
        p99: { value: 800, samples: 900, enough: true },
        'p99.9': { samples: 900, enough: false },
      },
    });
    expect(good.metrics.llm_goodput).toEqual({ kind: 'rate', unit: 'share', better: 'higher', count: 900, rate: 0.95 });
    expect(good.metrics.llm_cost_usd).toEqual({ kind: 'counter', unit: 'usd', better: 'lower', count: 1.25 });
  });

  it('has its windows', () => {
    expect(
      good.windows.map(({ startMs, started, requestsPerSecond, short }) => [
        startMs,
        started,
        requestsPerSecond,
        short,
      ]),
    ).toEqual([
      [10_000, 450, 10, false],
      [55_000, 450, 10, false],
    ]);
    expect(good.windows[1]).toMatchObject({ failureRate: 0, timeToFirstToken: { p50: { value: 800, samples: 450 } } });
  });

  it('passes', () => {
    expect(good.verdict).toEqual({ status: 'passed', exitCode: 0, reasons: ['every threshold holds (6)'] });
    expect(good.health.map(({ level }) => level)).toEqual(['warning', 'warning', 'undecided']);
    expect([good.validity.status, good.interrupted, good.durationMs]).toEqual(['valid', false, 105_000]);
  });
});

describe('a latency promise never shows as kept when nothing was measured', () => {
  it('everything failed', () => {
    const report = reportOf(k6Data(failedAll));
    expect(latencySlos(report)).toEqual(['not measured', 'not measured', 'not measured']);
    expect(report.verdict).toMatchObject({ status: 'failed', exitCode: 3 });
    expect(report.verdict.reasons).toEqual([
      'something was answered: wanted > 0, was 0',
      'failures: wanted < 1.00 %, was 100.00 %',
    ]);
    expect(report.metrics).not.toHaveProperty('llm_time_to_first_token');
    expect(report.notMeasured).toContain('llm_time_to_first_token');
  });

  it('everything was rate limited: no failure, and no pass', () => {
    const report = reportOf(
      k6Data({
        'llm_started{phase:measured}': counter(900),
        'llm_requests{phase:measured,outcome:rate_limited}': counter(900),
        llm_rate_limit_hits: counter(900),
        llm_timeout_rate: rate(0, 900),
        ...Object.fromEntries([0, 1].map((i) => [`llm_started{window:${i}}`, counter(450)])),
      }),
    );
    expect(latencySlos(report)).toEqual(['not measured', 'not measured', 'not measured']);
    expect(report.slos.find(({ name }) => name === 'failures')?.status).toBe('not measured');
    expect(report.verdict.status).toBe('failed');
  });

  it('an empty run', () => {
    const report = reportOf(k6Data({}));
    expect(latencySlos(report)).toEqual(['not measured', 'not measured', 'not measured']);
    expect(report.verdict.exitCode).not.toBe(0);
    expect(report.counts).toEqual({ started: 0, finished: 0, warmup: 0, dropped: 0 });
  });

  it('a stock k6, whose data lack the metrics of streams', () => {
    const data = k6Data({ ...goodMetrics });
    for (const key of Object.keys(data.metrics)) {
      if (/first|per_output|gap|lag|goodput/.test(key) && !key.includes('{')) delete data.metrics[key];
    }
    const target = { ...good.target, transport: 'http', stream: false };
    const report = reportOf(data, { target, measuresLag: false });
    expect(report.slos.find(({ metric }) => metric === 'llm_time_to_first_token')).toMatchObject({
      status: 'not measured',
      reason: 'this transport does not give it',
    });
    expect(report.verdict).toMatchObject({ status: 'undecided', exitCode: 4 });
    expect(report.health.map(({ about }) => about)).toEqual(['total generation time', 'failures']);
  });
});

describe('a run that ended otherwise than planned', () => {
  const early = {
    ...goodMetrics,
    'llm_started{phase:measured}': counter(520),
    'llm_requests{phase:measured,outcome:ok}': counter(510),
  };

  it('before its schedule is interrupted; windows that were not over are left out', () => {
    const report = reportOf(k6Data({ ...early, ...windowMetrics(1, 70, 400) }, 62_000));
    expect(report.interrupted).toBe(true);
    expect(report.windows.map(({ index }) => index)).toEqual([0]);
    expect(report.verdict).toMatchObject({ status: 'interrupted', exitCode: 4 });
  });

  it('during the warm-up has nothing measured', () => {
    const report = reportOf(
      k6Data({ 'llm_started{phase:warmup}': counter(50), 'llm_requests{phase:warmup,outcome:ok}': counter(40) }, 5000),
    );
    expect(report).toMatchObject({ interrupted: true, windows: [], counts: { warmup: 40, finished: 0 } });
  });

  it.each(['auth', 'quota'] as const)('because of %s is refused, not interrupted', (reason) => {
    const report = reportOf(k6Data({ ...failedAll, [`llm_stopped{reason:${reason}}`]: counter(1) }, 20_000));
    expect(report).toMatchObject({ stopped: reason, interrupted: false, verdict: { status: 'refused', exitCode: 6 } });
  });

  it('a closed load with requests left is; one whose warm-up requests never ended is not', () => {
    const shape = fixed(readOptions({ ...env, LLM_USERS: '10', LLM_REQUESTS: '1000' }));
    const begun = { 'llm_started{phase:warmup}': counter(100), 'llm_requests{phase:warmup,outcome:ok}': counter(98) };
    const all = k6Data({ ...goodMetrics, ...begun }, 60_000, shape);
    expect(reportOf(all, { shape }).interrupted).toBe(false);
    const some = k6Data({ ...goodMetrics, ...begun, 'llm_started{phase:measured}': counter(899) }, 60_000, shape);
    expect(reportOf(some, { shape }).interrupted).toBe(true);
  });

  it('what a closed load had not begun is no lack of users', () => {
    const shape = fixed(readOptions({ ...env, LLM_USERS: '10', LLM_REQUESTS: '1000' }));
    const report = reportOf(k6Data({ ...goodMetrics, dropped_iterations: counter(500) }, 60_000, shape), { shape });
    expect(report.validity.status).toBe('valid');
  });
});

describe('whether the numbers can be believed', () => {
  it('requests that were not sent in the measured windows make it invalid', () => {
    const report = reportOf(
      k6Data({
        ...goodMetrics,
        dropped_iterations: counter(50),
        ...windowMetrics(1, 400, 800),
        'llm_started{phase:measured}': counter(850),
      }),
    );
    expect(report.windows.map(({ short }) => short)).toEqual([false, true]);
    expect(report.verdict).toMatchObject({ status: 'invalid', exitCode: 4 });
    expect(report.verdict.reasons[0]).toMatch(/^50 of 900 requests were not sent \(5\.6 %/);
  });

  it('those of the warm-up do not', () => {
    const report = reportOf(k6Data({ ...goodMetrics, dropped_iterations: counter(50) }));
    expect([report.validity.status, report.counts.dropped]).toEqual(['valid', 50]);
  });

  it('a start that fell on the other side of a border is not lost', () => {
    const report = reportOf(k6Data({ ...goodMetrics, ...windowMetrics(0, 449, 400), ...windowMetrics(1, 451, 400) }));
    expect(report.windows.map(({ short }) => short)).toEqual([false, false]);
  });

  it('the p99 of the own lateness decides, of few exchanges the worst only warns', () => {
    const late = (count: number) =>
      reportOf(k6Data({ ...goodMetrics, llm_client_lag: trend(count, 30) })).validity.status;
    expect([late(900), late(5)]).toEqual(['invalid', 'warned']);
  });

  it('many streams with a transport that cannot tell are undecided at best', () => {
    // 10 requests a second of 6 s each are 60 streams.
    const slow = { ...goodMetrics, llm_total_generation_time: trend(900, 4000) };
    const report = reportOf(k6Data(slow), { measuresLag: false });
    expect(report.verdict).toMatchObject({ status: 'undecided', exitCode: 4 });
    expect(report.verdict.reasons[0]).toMatch(/^about 60 streams/);
  });

  it('nor where a script brings k6 scenarios of its own, of which no plan tells how many', () => {
    const vus: K6Metric = { type: 'gauge', values: { value: 80, min: 1, max: 80 } };
    const report = reportOf(k6Data({ ...goodMetrics, vus }, 105_000, ownScenarios()), {
      measuresLag: false,
      shape: ownScenarios(),
    });
    expect(report.verdict.reasons[0]).toMatch(/^about 80 streams/);
  });
});

describe('the report as JSON', () => {
  it.each([
    ['good', k6Data(goodMetrics)],
    ['empty', k6Data({})],
    ['without any metric', { metrics: {}, state: { testRunDurationMs: 0 } }],
    ['all failed', k6Data(failedAll)],
    ['poisoned by Infinity', k6Data({ ...goodMetrics, llm_time_to_first_token: trend(900, Number.POSITIVE_INFINITY) })],
    ['poisoned by NaN', k6Data({ ...goodMetrics, llm_total_generation_time: trend(900, Number.NaN) })],
  ])('%s: comes back as it went, so nothing in it is undefined, NaN or infinite', (_name, data) => {
    const report = reportOf(data);
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
  });
});

it('the shape that the fixtures stand on: 900 requests in two windows', () => {
  expect(steady.windows.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([10, 10]);
});
