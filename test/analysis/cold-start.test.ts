import { describe, expect, it } from 'vitest';
import { coldStart } from '../../lib/analysis/cold-start.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

/** A cold start that is answered at the third attempt, 2.1 s after the first, and a warm request. */
const round = (number: number, strategy = 'none'): Row[] => {
  const cold = { strategy, round: number, temperature: 'cold' };
  const loading = { outcome: 'overloaded', status: 503 } as const;
  return [
    rowWith({ ...loading, labels: { ...cold, attempts: 1, waited_ms: 0 } }),
    rowWith({ ...loading, labels: { ...cold, attempts: 2, waited_ms: 1000 } }),
    rowWith({ labels: { ...cold, attempts: 3, waited_ms: 2000 }, first_token_ms: 100, load_ms: 1500 }),
    rowWith({ labels: { strategy, round: number, temperature: 'warm' }, first_token_ms: 100 }),
  ];
};
const rounds = (n: number, strategy?: string) => Array.from({ length: n }, (_, i) => round(i, strategy)).flat();

describe('cold starts', () => {
  it('count from the first attempt to the first token', () => {
    const [cold] = coldStart(rounds(6), 1);
    expect(cold).toMatchObject({ name: 'cold-start', level: 'warning', values: { cold_median_ms: 2100, ratio: 21 } });
  });

  it('tell attempts, what they met and what loading took', () => {
    const attempts = coldStart(rounds(6), 1)[1];
    expect(attempts?.says).toBe('6 cold starts were answered, 3 attempts each; before it 12 × status 503.');
    expect(attempts?.table?.rows).toEqual([['none', '6', '6', '3', '2100 ms', '1500 ms']]);
    expect(attempts?.values).toEqual({
      cold_starts: 6,
      unanswered: 0,
      attempts_median: 3,
      attempts_most: 3,
      load_median_ms: 1500,
    });
  });

  it('without an answer are bad', () => {
    const refused = rowWith({
      outcome: 'network',
      status: 0,
      labels: { strategy: 'none', round: 9, temperature: 'cold', attempts: 1, waited_ms: 0 },
    });
    expect(coldStart([...rounds(5), refused], 1)[1]).toMatchObject({
      level: 'bad',
      says: '1 of 6 cold starts ended without an answer (10 × status 503, 1 × no connection).',
    });
  });
});

describe('pings', () => {
  const ping = (fields: Partial<Row>) =>
    rowWith({
      phase: 'warmup',
      labels: { strategy: 'keep-alive', round: 0, part: 'ping', every_ms: 60_000 },
      ...fields,
    });
  const costOf = (...rows: Row[]) => coldStart(rows, 1).at(-1);

  it('cost their mean, so often a day', () => {
    expect(costOf(ping({ cost_usd: 0.001 }), ping({ cost_usd: 0.003 }))).toMatchObject({
      says: 'A ping every 1m is 1440 a day for $2.88.',
      values: { pings: 2, pings_failed: 0, pings_per_day: 1440, cost_per_day_usd: 2.88 },
    });
  });

  it('have an unknown cost, not none, without a price', () => {
    expect(costOf(ping({}))?.values).not.toHaveProperty('cost_per_day_usd');
    expect(costOf(ping({ outcome: 'overloaded' }))).toMatchObject({
      level: 'warning',
      says: 'A ping every 1m is 1440 a day at an unknown cost: set LLM_PRICE; 1 of 1 failed.',
    });
  });
});
