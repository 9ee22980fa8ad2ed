import { describe, expect, it } from 'vitest';
import { definitions } from '../../lib/metrics/definitions.ts';
import { metricNames, metricRow } from '../../lib/metrics/table.ts';

describe('the metric table', () => {
  it('has names with full words in snake_case, and the unit only where k6 does not show it', () => {
    expect(metricNames.filter((name) => !/^llm(_[a-z]+)+$/.test(name))).toEqual([]);
    expect(metricNames.filter((name) => metricRow(name).unit === 'usd' && !name.endsWith('_usd'))).toEqual([]);
    expect(metricNames.filter((name) => metricRow(name).unit === 'seconds' && !name.endsWith('_seconds'))).toEqual([]);
  });

  it('has shares as rates and nothing else as a rate', () => {
    expect(
      metricNames.filter((name) => (metricRow(name).kind === 'rate') !== (metricRow(name).unit === 'share')),
    ).toEqual([]);
  });

  it('has words for each metric, in its order of kinds, and none for another', () => {
    expect(Object.keys(definitions).sort()).toEqual([...metricNames].sort());
  });

  it('says with a formula what each latency is made of', () => {
    const times = metricNames.filter((name) => metricRow(name).unit === 'time');
    expect(times.filter((name) => definitions[name].formula === undefined)).toEqual([]);
  });
});
