import { describe, expect, it } from 'vitest';
import { figuresOfRun } from '../../lib/report/figures-of-run.ts';
import type { Report } from '../../lib/report/report.ts';
import { goodMetrics, k6Data, reportOf } from './k6-data.ts';

const good = reportOf(k6Data(goodMetrics));
const figuresWith = (over: Partial<Report>) => figuresOfRun('r', { ...good, ...over }).figures;

describe('what a comparison takes from a run', () => {
  it('percentiles with the samples that they need, shares, and cost per request', () => {
    const cost = { usd: 1.8, answers: 900, priced: 900 };
    expect(figuresWith({ cost })).toMatchObject({
      'ttft.p50': { value: 400, samples: 900 },
      'ttft.p95': { value: 800, samples: 900 },
      failures: { value: 0, samples: 900 },
      goodput: { value: 0.95, samples: 900 },
      'cost.per_request': { value: 0.002, samples: 900 },
    });
  });

  it('no percentile of too few samples', () => {
    const first = good.metrics.llm_time_to_first_token;
    const percentiles = { p50: { value: 400, samples: 20, enough: true }, p95: { samples: 20, enough: false } };
    const metrics = { ...good.metrics, ...(first && { llm_time_to_first_token: { ...first, percentiles } }) };
    const figures = figuresWith({ metrics });
    expect(figures['ttft.p50']).toEqual({ value: 400, samples: 20 });
    expect(figures).not.toHaveProperty('ttft.p95');
  });

  it.each([
    ['no price', { answers: 900, priced: 0, unknown: 'small has no list price' }],
    ['a price of a part', { usd: 1, answers: 900, priced: 600 }],
  ])('no cost where there is %s', (_, cost) => {
    expect(figuresWith({ cost })).not.toHaveProperty(['cost.per_request']);
  });

  it('a cost of nothing where the price is 0', () => {
    expect(figuresWith({ cost: { usd: 0, answers: 900, priced: 900 } })['cost.per_request']?.value).toBe(0);
  });

  it.each([
    ['invalid', { validity: { status: 'invalid' as const, reasons: ['late'] } }, ['invalid: late']],
    ['undecidable', { validity: { status: 'undecidable' as const, reasons: ['no lag'] } }, ['undecidable: no lag']],
    [
      'interrupted',
      { verdict: { status: 'interrupted' as const, exitCode: 4, reasons: ['ended early'] } },
      ['interrupted: ended early'],
    ],
    ['at its budget', { verdict: { status: 'budget' as const, exitCode: 5, reasons: ['spent'] } }, ['budget: spent']],
    ['warned', { validity: { status: 'warned' as const, reasons: ['a bit late'] } }, []],
    ['failed', { verdict: { status: 'failed' as const, exitCode: 3, reasons: ['slow'] } }, []],
  ])('a run that is %s', (_, over, unusable) => {
    expect(figuresOfRun('r', { ...good, ...over }).unusable).toEqual(unusable);
  });
});
