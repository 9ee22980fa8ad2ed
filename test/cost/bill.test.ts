import { describe, expect, it } from 'vitest';
import { type Bill, createBill } from '../../lib/cost/bill.ts';
import { chargeOf } from '../../lib/cost/charge.ts';
import type { Row } from '../../lib/measure/row.ts';
import { row } from '../cli/results/recorded-points.ts';

function billOf(...rows: Partial<Row>[]): Bill {
  const bill = createBill();
  for (const fields of rows) {
    const one = row(fields);
    bill.add(one, chargeOf(one, undefined));
  }
  return bill.result();
}

describe('the charge of one exchange', () => {
  const price = { input: 2.5, output: 10 };

  it('is what the run recorded, though a price is given', () => {
    expect(chargeOf(row({ cost_usd: 1 }), price)).toEqual({ kind: 'recorded', usd: 1 });
  });

  it('is tokens times price where the run had none: 200 at $2.5 and 150 at $10 per million', () => {
    expect(chargeOf(row(), price)).toEqual({ kind: 'priced', usd: 0.002 });
  });

  it('of tokens that a cache held or took in is theirs', () => {
    const tokens = { input: 1000, cached: 400, cache_write: 100, output: 0, source: 'usage' } as const;
    // 500 at $10, 400 at $1 and 100 at $20.
    const price = { input: 10, output: 0, cacheRead: 1, cacheWrite: 20 };
    expect(chargeOf(row({ tokens }), price)).toEqual({ kind: 'priced', usd: 0.0074 });
  });

  it('is unknown without a price, or without both token counts; never nothing', () => {
    expect(chargeOf(row(), undefined)).toEqual({ kind: 'unknown', lacks: 'price' });
    expect(chargeOf(row({ tokens: undefined }), price)).toEqual({ kind: 'unknown', lacks: 'tokens' });
    expect(chargeOf(row({ tokens: { input: 5, source: 'usage' } }), price)).toEqual({
      kind: 'unknown',
      lacks: 'tokens',
    });
    expect(chargeOf(row({ outcome: 'timeout', status: 0, tokens: undefined }), price)).toEqual({
      kind: 'unknown',
      lacks: 'tokens',
    });
  });

  it('of a server that failed is unknown: it may have worked before', () => {
    const failed = row({ outcome: 'overloaded', status: 503, tokens: undefined });
    expect(chargeOf(failed, price)).toEqual({ kind: 'unknown', lacks: 'tokens' });
  });

  it('of a request that was turned away is none', () => {
    expect(chargeOf(row({ outcome: 'rate_limited', status: 429, tokens: undefined }), price)).toEqual({
      kind: 'refused',
    });
  });
});

describe('the bill', () => {
  it('a thousand times one cent is ten dollars, and not a hair more', () => {
    expect(billOf(...Array.from({ length: 1000 }, () => ({ cost_usd: 0.01 }))).total.costUsd).toBe(10);
  });

  it('divides by model, scenario, stage and outcome, the dearest first and stages in their order', () => {
    const bill = billOf(
      { model: 'a', scenario: 'ramp', phase: 'warmup', cost_usd: 1, start_ms: 10 },
      { model: 'b', scenario: 'ramp', window: 10, cost_usd: 2, start_ms: 50_000 },
      { model: 'b', scenario: 'ramp', window: 2, cost_usd: 3, start_ms: 12_000 },
      { model: 'b', scenario: 'ramp', window: 2, cost_usd: 3, start_ms: 10_000, outcome: 'truncated' },
      { model: 'b', scenario: 'chat', cost_usd: 4, start_ms: 7 },
    );
    const told = (lines: Bill['byModel']): unknown[] => lines.map(({ name, costUsd }) => [name, costUsd]);
    expect(told(bill.byModel)).toEqual([
      ['b', 12],
      ['a', 1],
    ]);
    expect(told(bill.byScenario)).toEqual([
      ['ramp', 9],
      ['chat', 4],
    ]);
    expect(told(bill.byOutcome)).toEqual([
      ['ok', 10],
      ['truncated', 3],
    ]);
    expect(bill.byStage.map(({ scenario, name, fromMs, costUsd }) => [scenario, name, fromMs, costUsd])).toEqual([
      ['chat', 'no window', 7, 4],
      ['ramp', 'warm-up', 10, 1],
      ['ramp', 'window 2', 10_000, 6],
      ['ramp', 'window 10', 50_000, 2],
    ]);
    expect(bill).toMatchObject({ wastedUsd: 3, warmupUsd: 1 });
  });

  it('counts what is unknown and what was refused apart from what is priced', () => {
    const bill = billOf(
      { cost_usd: 2 },
      {},
      { tokens: undefined },
      { outcome: 'rate_limited', status: 429, tokens: undefined },
    );
    expect(bill.total).toEqual({ name: 'all', exchanges: 4, priced: 1, refused: 1, unpriced: 2, costUsd: 2 });
    expect(bill.lacking).toEqual({ price: 1, tokens: 1 });
  });

  it('says what a thousand requests cost, a thousand good answers, and a million output tokens', () => {
    const bill = billOf({ cost_usd: 0.003 }, { cost_usd: 0.001, outcome: 'stream_error', tokens: undefined });
    expect(bill.perThousandRequestsUsd).toBeCloseTo(2, 9);
    expect(bill.perThousandAnswersUsd).toBeCloseTo(4, 9);
    // $0.003 for 150 tokens.
    expect(bill.perMillionOutputTokensUsd).toBeCloseTo(20, 9);
  });

  it('of nothing has no means', () => {
    const bill = billOf();
    expect(bill.total.exchanges).toBe(0);
    expect(Object.keys(bill).filter((name) => name.startsWith('per'))).toEqual([]);
  });

  it('sums up names beyond the first thousand', () => {
    const bill = billOf(...Array.from({ length: 1500 }, (_, i) => ({ model: `m${i}`, cost_usd: 1 })));
    expect(bill.byModel).toHaveLength(1001);
    expect(bill.byModel[0]).toMatchObject({ name: 'others', costUsd: 500 });
  });
});
