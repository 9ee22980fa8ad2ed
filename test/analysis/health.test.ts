import { describe, expect, it } from 'vitest';
import { failureHealth, tailHealth, worstHealth } from '../../lib/analysis/health.ts';
import { type Percent, percentileOf, percents } from '../../lib/analysis/sample-floor.ts';

describe('a percentile is a number only with its samples', () => {
  it.each<[Percent, number]>([
    [50, 11],
    [90, 64],
    [95, 130],
    [99, 662],
    [99.9, 6636],
  ])('p%d needs %d', (percent, floor) => {
    expect(percentileOf(percent, 5, floor)).toEqual({ value: 5, samples: floor, enough: true });
    expect(percentileOf(percent, 5, floor - 1)).toEqual({ samples: floor - 1, enough: false });
  });

  it('a value that is not there is none, whatever the samples', () => {
    expect(percentileOf(50, undefined, 100)).toEqual({ samples: 100, enough: false });
    expect(percentileOf(50, Number.NaN, 100)).toEqual({ samples: 100, enough: false });
  });

  it('0 is a value', () => expect(percentileOf(50, 0, 11).value).toBe(0));
});

/** A median of 100 ms and every other percentile at `tail`. */
const spread = (tail: number, samples: number) =>
  tailHealth('TTFT', Object.fromEntries(percents.map((p) => [p, percentileOf(p, p === 50 ? 100 : tail, samples)])));

describe('tail health: p99 ÷ p50', () => {
  it.each([
    [100, 'healthy', '1.0'],
    [196, 'healthy', '1.96'],
    [199.9, 'healthy', '1.999'],
    [200, 'warning', '2.0'],
    [500, 'warning', '5.0'],
    [500.1, 'critical', '5.001'],
    [1000, 'critical', '10.0'],
  ])('100 and %d ms: %s, shown as %s', (tail, level, shown) => {
    expect(spread(tail, 700)).toEqual({
      about: 'TTFT',
      level,
      rule: `p99/p50 = ${shown} (below 2 healthy, above 5 critical)`,
    });
  });

  it('with fewer samples than p99 needs, the highest percentile that has enough stands in, and is named', () => {
    expect(spread(300, 661).rule).toBe(
      'p95/p50 = 3.0 (below 2 healthy, above 5 critical, p95 standing in for p99: 661 of 662 samples)',
    );
    expect(spread(300, 129).rule).toMatch(/^p90\/p50 = 3.0 .*129 of 662/);
  });

  it('with fewer than p90 needs nothing is decided', () => {
    expect(spread(300, 63)).toMatchObject({ level: 'undecided', rule: '63 of the 64 samples that a p90 needs' });
    expect(tailHealth('TTFT', {})).toMatchObject({ level: 'undecided', rule: '0 of the 64 samples that a p90 needs' });
  });

  it('a median of 0 has no ratio', () => {
    const zeros = Object.fromEntries(percents.map((p) => [p, percentileOf(p, 0, 700)]));
    expect(tailHealth('TTFT', zeros).level).toBe('undecided');
  });
});

describe('failure health', () => {
  it.each([
    [0, 'healthy', '0.00'],
    [0.000999, 'healthy', '0.0999'],
    [0.001, 'warning', '0.10'],
    [0.01, 'warning', '1.00'],
    [0.010001, 'critical', '1.0001'],
    [1, 'critical', '100.00'],
  ])('a share of %d is %s, shown as %s %%', (rate, level, shown) => {
    const rule = `${shown} % of 1000 (below 0.1 % healthy, above 1 % critical)`;
    expect(failureHealth(rate, 1000)).toEqual({ about: 'failures', level, rule });
  });

  it('without a judged request is undecided', () => {
    expect(failureHealth(undefined, 0).level).toBe('undecided');
    expect(failureHealth(0, 999)).toEqual({
      about: 'failures',
      level: 'undecided',
      rule: 'none of 999; below 1000 requests 0.1 % cannot be seen',
    });
    expect(failureHealth(0, 1000).level).toBe('healthy');
    expect(failureHealth(0, 0).level).toBe('undecided');
  });
});

it('what was not seen cannot be called well: undecided outweighs healthy, and nothing else', () => {
  const worst = (...levels: ReturnType<typeof worstHealth>[]) =>
    worstHealth(levels.map((level) => ({ about: '', level, rule: '' })));
  expect(worst()).toBe('healthy');
  expect(worst('healthy', 'undecided')).toBe('undecided');
  expect(worst('undecided', 'warning', 'healthy')).toBe('warning');
  expect(worst('critical', 'warning')).toBe('critical');
});
