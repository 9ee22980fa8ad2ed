import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../lib/analysis/gate/objective.ts';
import { parseSlo } from '../../../lib/analysis/gate/parse-slo.ts';
import { subjectNames } from '../../../lib/analysis/gate/subjects.ts';

function objective(text: string): Objective {
  const parsed = parseSlo(text);
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error}`);
  return parsed.objective;
}

function error(text: string): string {
  const parsed = parseSlo(text);
  return 'error' in parsed ? parsed.error : `was accepted: ${JSON.stringify(parsed.objective)}`;
}

describe('an SLO is read as', () => {
  it.each([
    ['ttft.p95 < 1000ms', 'time_to_first_token', { kind: 'quantile', q: 0.95 }, '<', 1000],
    ['ttft.p99.9<=1.5s', 'time_to_first_token', { kind: 'quantile', q: 0.999 }, '<=', 1500],
    ['  total.median <  1m30s ', 'total_generation_time', { kind: 'quantile', q: 0.5 }, '<', 90_000],
    ['llm_total_generation_time.max < 30 s', 'total_generation_time', { kind: 'max' }, '<', 30_000],
    ['tpot.mean < 40ms', 'time_per_output_token', { kind: 'mean' }, '<', 40],
    ['itl.avg < 40ms', 'inter_token_latency', { kind: 'mean' }, '<', 40],
    ['tokens_per_second.p5 >= 30', 'tokens_per_second', { kind: 'quantile', q: 0.05 }, '>=', 30],
    ['tps.mean > 30 tokens/s', 'tokens_per_second', { kind: 'mean' }, '>', 30],
    ['goodput > 0.95', 'goodput', { kind: 'share' }, '>', 0.95],
    ['goodput >= 99.9%', 'goodput', { kind: 'share' }, '>=', 0.999],
    ['failures < 1%', 'failures', { kind: 'share' }, '<', 0.01],
    ['failures.rate <= 0', 'failures', { kind: 'share' }, '<=', 0],
    ['rate_limited < 0.5 %', 'rate_limited', { kind: 'share' }, '<', 0.005],
    ['cost.total < 10', 'cost', { kind: 'total' }, '<', 10],
    ['cost.total < $10', 'cost', { kind: 'total' }, '<', 10],
    ['cost.per_request < $0.002', 'cost', { kind: 'mean' }, '<', 0.002],
    ['requests >= 300', 'requests', { kind: 'count' }, '>=', 300],
    ['output_tokens.mean > 100', 'output_tokens', { kind: 'mean' }, '>', 100],
  ] as const)('%s', (text, subject, statistic, comparison, limit) => {
    expect(objective(text)).toMatchObject({ text: text.trim(), subject, statistic, comparison, limit });
  });
});

describe('of an SLO that is none it is said what is wrong, with the value seen and what is accepted:', () => {
  it.each([
    ['', 'no comparison; accepted is one such as ttft.p95 < 1000ms or goodput > 0.95'],
    ['ttft.p95', 'no comparison; accepted is one such as'],
    ['ttft.p95 under 1s', 'no comparison'],
    ['failure < 1%', 'failure is nothing that an SLO can speak of (did you mean failures?); accepted is one of ttft, '],
    ['time_to_first_tokn.p95 < 1s', '(did you mean time_to_first_token?)'],
    ['ttft < 1s', 'ttft needs a statistic; accepted is ttft.p95 or any other percentile, ttft.median, ttft.mean'],
    ['ttft.p(95) < 1s', 'ttft has no p(95); accepted is ttft.p95 or any other percentile'],
    ['ttft.p0 < 1s', 'ttft has no p0'],
    ['ttft.p100 < 1s', 'ttft has no p100'],
    ['ttft.p95.p95 < 1s', 'ttft has no p95.p95'],
    ['goodput.p95 > 0.9', 'goodput has no p95; accepted is goodput alone'],
    ['cost < 10', 'cost needs a statistic; accepted is cost.total or cost.per_request'],
    ['ttft.p95 == 1s', '== is no comparison; accepted is one of <, <=, >, >='],
    ['ttft.p95 != 1s', '!= is no comparison'],
    ['ttft.p95 > 1s', 'ttft is better when it is lower; accepted is < or <='],
    ['goodput < 0.95', 'goodput is better when it is higher; accepted is > or >='],
    ['ttft.p95 < 1000', '1000 is no limit; accepted is a duration with its unit, such as 1000ms or 1.5s'],
    ['ttft.p95 < 0s', '0s is no limit'],
    ['ttft.p95 <', 'nothing is no limit'],
    ['failures < 5', '5 is no limit; accepted is a share or a percentage, such as 0.95 or 95%'],
    ['failures < 101%', '101% is no limit'],
    ['failures < -1%', '-1% is no limit'],
    ['failures < 1', 'this nearly always holds, for 1 is 100 % (did you mean 1%?); accepted is a limit that'],
    ['failures <= 100%', 'this always holds'],
    ['failures < 0', 'this can never hold'],
    ['goodput > 100%', 'this can never hold'],
    ['goodput >= 0', 'this always holds'],
    ['cost.total < ten', 'ten is no limit; accepted is US dollars, such as 10, $10 or $0.002'],
    ['tps.mean > 30ms', '30ms is no limit; accepted is tokens per second, such as 30'],
    ['requests > many', 'many is no limit; accepted is a number, such as 300'],
  ])('%s', (text, says) => {
    expect(error(text)).toContain(says);
  });
});

it('no text makes the parser throw, and whatever it accepts it accepts again as it tells it', () => {
  const word = fc.constantFrom(...subjectNames, 'ttft', 'p95', '.', '<', '<=', '>', '1s', '0.5', '%', '$', ' ', '==');
  const texts = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 8 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseSlo(text);
      if ('objective' in parsed) expect(objective(parsed.objective.text)).toEqual(parsed.objective);
      else expect(parsed.error).not.toBe('');
    }),
    { numRuns: 500 },
  );
});
