import { describe, expect, it } from 'vitest';
import { judgeSlo, parseExpression, type SloResult } from '../../lib/analysis/slo.ts';
import { sloWords } from '../../lib/analysis/slo-words.ts';
import { metricTable } from '../../lib/metrics/table.ts';
import { thresholdPresetNames } from '../../thresholds/names.ts';
import { thresholdPresets } from '../../thresholds/presets.ts';

describe("k6's threshold expressions", () => {
  it.each([
    ['p(95)<3000', { aggregate: 'p', percent: 95, operator: '<', limit: 3000 }],
    ['p(99.9) <= 1e3', { aggregate: 'p', percent: 99.9, operator: '<=', limit: 1000 }],
    [' avg>30 ', { aggregate: 'avg', operator: '>', limit: 30 }],
    ['rate>=0.5', { aggregate: 'rate', operator: '>=', limit: 0.5 }],
    ['count===0', { aggregate: 'count', operator: '===', limit: 0 }],
    ['count==0', { aggregate: 'count', operator: '==', limit: 0 }],
    ['max!=-1.5', { aggregate: 'max', operator: '!=', limit: -1.5 }],
    ['med<1', { aggregate: 'med', operator: '<', limit: 1 }],
  ])('%s', (text, parsed) => expect(parseExpression(text)).toEqual(parsed));

  it.each(['', 'p95<1', 'p()<1', 'p(95)', 'p(95)=1', '95<1', 'sum<1', 'avg<x', 'avg<1s', 'avg<1 or 2'])(
    '%j is none',
    (text) => expect(parseExpression(text)).toBeUndefined(),
  );
});

const judge = (expression: string, samples: number, value?: number) =>
  judgeSlo({ name: 'n', metric: 'm', expression }, { samples, value });

describe('judging', () => {
  it.each([
    ['p(95)<3000', 130, 2999, 'passed'],
    ['p(95)<3000', 130, 3000, 'failed'],
    ['p(95)<=3000', 130, 3000, 'passed'],
    ['p(95)<3000', 129, 1, 'undecided'],
    ['p(95)<3000', 129, 9999, 'undecided'],
    ['p(99)<1', 661, 0, 'undecided'],
    ['p(92)<1', 129, 0, 'undecided'],
    ['p(92)<1', 130, 0, 'passed'],
    ['p(10)>1', 63, 2, 'undecided'],
    ['p(10)>1', 64, 2, 'passed'],
    ['p(100)<1', 6635, 0, 'undecided'],
    ['avg>30', 11, 31, 'passed'],
    ['avg>30', 10, 31, 'undecided'],
    ['med>30', 10, 31, 'undecided'],
    ['max<30', 1, 29, 'passed'],
    ['rate<0.01', 5, 0, 'passed'],
    ['rate<0.01', 5, 0.2, 'failed'],
    ['count>0', 0, 0, 'failed'],
    ['count>0', 3, 3, 'passed'],
    ['count==0', 0, 0, 'passed'],
    ['count!=0', 0, 0, 'failed'],
    ['avg>=30', 11, 30, 'passed'],
  ])('%s with %d samples and a value of %d: %s', (expression, samples, value, status) =>
    expect(judge(expression, samples, value).status).toBe(status),
  );

  it('says how many samples it has of how many it needs, and no number', () => {
    expect(judge('p(95)<3000', 62, 850)).toEqual({
      name: 'n',
      metric: 'm',
      expression: 'p(95)<3000',
      status: 'undecided',
      reason: '62 of 130 samples',
    });
  });

  it("is never a pass without samples, as k6's own would be", () => {
    expect(judge('p(95)<3000', 0, 0)).toMatchObject({ status: 'not measured', reason: 'no samples' });
    expect(judge('rate<0.05', 0, 0)).toMatchObject({ status: 'not measured' });
  });

  it('a metric that the transport cannot give is not measured', () => {
    expect(judgeSlo({ name: 'n', metric: 'm', expression: 'p(95)<1' }, undefined)).toMatchObject({
      status: 'not measured',
      reason: 'this transport does not give it',
    });
  });

  it('a statistic that k6 does not tell is not measured, and not a 0', () => {
    expect(judge('p(97)<1', 1000).status).toBe('not measured');
    expect(judge('avg<1', 1000, Number.NaN).status).toBe('not measured');
  });

  it('an expression that nobody understands is undecided', () =>
    expect(judge('fast', 1000, 1).status).toBe('undecided'));
});

describe('in words, with the unit of the metric', () => {
  const words = (metric: string, expression: string, actual?: number) =>
    sloWords({
      name: '',
      metric,
      expression,
      status: 'passed',
      ...(actual === undefined ? {} : { actual }),
    } as SloResult);

  it.each<[string, string, number, string, string]>([
    ['llm_time_to_first_token', 'p(95)<3000', 850.4, '< 3000 ms', '850 ms'],
    ['llm_total_generation_time', 'p(95)<15000', 16_040, '< 15.0 s', '16.0 s'],
    ['llm_total_generation_time', 'p(95)<15000', 4000, '< 15.0 s', '4.0 s'],
    ['llm_time_to_first_token', 'p(95)<3000', 12_345.6, '< 3000 ms', '12346 ms'],
    ['llm_timeout_rate', 'rate<0.05', 0.02, '< 5.00 %', '2.00 %'],
    ['llm_tokens_per_second', 'avg>30', 45.25, '> 30.0 tokens/s', '45.3 tokens/s'],
    ['llm_requests{phase:measured,outcome:ok}', 'count>0', 995, '> 0', '995'],
    ['llm_requests', 'rate>5', 7.5, '> 5', '7.5'],
    ['llm_cost_usd', 'count<5', 1.234, '< $5.00', '$1.23'],
    ['somebody_elses', 'avg<5', 1.23456, '< 5', '1.235'],
    // Never "was 3000 ms" beside "< 3000 ms" for what is not 3000.
    ['llm_time_to_first_token', 'p(95)<3000', 2999.6, '< 3000 ms', '2999.6 ms'],
    ['llm_time_to_first_token', 'p(95)<3000', 3000, '< 3000 ms', '3000 ms'],
    ['llm_request_failed', 'rate<0.01', 0.009999, '< 1.00 %', '0.9999 %'],
  ])('%s %s, was %d', (metric, expression, actual, wanted, was) =>
    expect(words(metric, expression, actual)).toEqual({ wanted, was }),
  );

  it('without a value', () => expect(words('llm_timeout_rate', 'rate<0.05')).toEqual({ wanted: '< 5.00 %' }));
});

describe.each(thresholdPresetNames)('the preset %s', (name) => {
  const { slos } = thresholdPresets[name];

  it('speaks of metrics that exist, in expressions that k6 understands', () => {
    for (const { metric, expression } of slos) {
      expect(Object.keys(metricTable)).toContain(metric.replace(/\{.*/, ''));
      expect(parseExpression(expression)).toBeDefined();
    }
  });

  it('asks for an answer and limits the failures, if it asks for anything', () => {
    const asked = slos.map(({ metric, expression }) => `${metric}: ${expression}`);
    const guards = ['llm_requests{phase:measured,outcome:ok}: count>0', 'llm_request_failed: rate<0.01'];
    expect(asked.slice(0, 2)).toEqual(slos.length === 0 ? [] : guards);
  });
});
