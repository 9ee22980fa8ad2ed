import { describe, expect, it } from 'vitest';
import type { LedgerState } from '../../lib/cost/ledger.ts';
import type { Price } from '../../lib/cost/price.ts';
import { fixed } from '../../lib/load/fixed.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { facts } from '../../lib/report/facts.ts';
import { counter, env, goodMetrics, k6Data, rate, reportOf, steady } from './k6-data.ts';

const list = {
  kind: 'list',
  table: '@pydantic/genai-prices 0.1.8',
  date: '2026-09-23',
  provider: 'OpenAI',
  model: 'gpt-4o',
  byHost: true,
} as const;
const priced = (source: typeof list | (Omit<typeof list, 'byHost'> & { byHost: boolean })) => ({
  price: { periods: [], source },
});

function fact(label: string, over = {}, metrics = goodMetrics, durationMs = 105_000, shape = steady) {
  const report = reportOf(k6Data(metrics, durationMs, shape), { shape, ...over });
  return Object.fromEntries(facts(report))[label];
}

describe('what a run cost', () => {
  it('is told with where the price is from', () => {
    expect(fact('cost')).toBe('$1.25 without warm-up');
    expect(fact('priced by')).toBe('LLM_PRICE');
    expect(fact('priced by', priced(list))).toBe("list price of OpenAI's gpt-4o (genai-prices 0.1.8, 2026-09-23)");
  });

  it('at a host that is not the provider’s own says that the price goes by the name', () => {
    expect(fact('priced by', priced({ ...list, byHost: false }))).toBe(
      "list price of OpenAI's gpt-4o by its name (genai-prices 0.1.8, 2026-09-23)",
    );
  });

  it('with the endpoint’s own figures alone says so', () => {
    expect(fact('priced by', { price: 'small has no list price; set LLM_PRICE' })).toBe('as the endpoint itself says');
  });

  it('of a run that is priced in part does not look whole', () => {
    expect(fact('cost', {}, { ...goodMetrics, llm_priced: rate(880, 20) })).toBe(
      '$1.25 without warm-up, of 880 of 900 answers: what the others cost is unknown',
    );
  });

  it('is unknown, with what to set, and never 0', () => {
    const { llm_cost_usd: _, ...unpriced } = goodMetrics;
    const why = 'small has no list price; set LLM_PRICE=input/output in $ per million tokens';
    expect(fact('cost', { price: why }, unpriced)).toBe(`unknown: ${why}`);
    expect(fact('cost', {}, unpriced)).toBe('unknown: no usage was sent');
    expect(fact('priced by', {}, unpriced)).toBeUndefined();
  });

  describe('what caches saved', () => {
    const cached = { ...goodMetrics, llm_cached_tokens: counter(40_000) };
    const periods = (price: Price) => ({ price: { periods: [{ fromMs: 0, price }], source: list } });

    it('is the cached tokens × (price of input − price of cached input)', () => {
      // 0.04 million × ($10 − $1)
      expect(fact('saved by caches', periods({ input: 10, output: 1, cacheRead: 1 }), cached)).toBe(
        '$0.36, by 40000 cached tokens',
      );
    });

    it('is not told where sums cannot: tiers go by the request, and a price may change in mid-run', () => {
      const input = { base: 10, tiers: [{ start: 200_000, rate: 20 }] };
      expect(fact('saved by caches', periods({ input, output: 1, cacheRead: 1 }), cached)).toBeUndefined();
      const price = { input: 10, output: 1, cacheRead: 1 };
      const both = [
        { fromMs: 0, price },
        { fromMs: 1, price },
      ];
      expect(fact('saved by caches', { price: { periods: both, source: list } }, cached)).toBeUndefined();
    });

    it('is not told where nothing was cached, or cached input has no price of its own', () => {
      expect(fact('saved by caches', periods({ input: 10, output: 1, cacheRead: 1 }))).toBeUndefined();
      expect(fact('saved by caches', periods({ input: 10, output: 1 }), cached)).toBeUndefined();
    });
  });

  it('of a run without an answer is unknown for that reason', () => {
    const { llm_cost_usd: _, llm_priced: __, ...failed } = goodMetrics;
    expect(fact('cost', {}, failed)).toBe('unknown: nothing was answered');
  });
});

const dollar = 1_000_000_000;
const ledger: LedgerState = {
  ceiling: 10 * dollar,
  spent: 9 * dollar,
  unsettled: 0,
  refused: 0,
  inFlightThen: 0,
  dearer: 0,
  dearerBy: 0,
};
const budget = (state: Partial<LedgerState>) => ({ budget: { usd: 10, ledger: { ...ledger, ...state } } });

describe('how far a run came with its money', () => {
  it('without a budget is not told', () => expect(fact('budget')).toBeUndefined());

  it('of one that stayed below it', () => {
    expect(fact('budget', budget({}))).toBe('$9.00 of $10.00 spent, warm-up too; 100 % of the plan done');
  });

  it('of one that was stopped, halfway: what was refused, and why there', () => {
    const state = { unsettled: 0.25 * dollar, refused: 3, inFlightThen: 0.75 * dollar };
    expect(fact('budget', budget(state), goodMetrics, 50_000)).toBe(
      '$9.00 of $10.00 spent, warm-up too; $0.25 more kept for what told no cost; 3 requests were refused, with $0.75 reserved for what was in flight; 50 % of the plan done',
    );
  });

  it('of planned requests, the share that was begun, warm-up too', () => {
    const shape = fixed(readOptions({ ...env, LLM_WARMUP: '0s', LLM_USERS: '5', LLM_REQUESTS: '4000' }));
    expect(fact('budget', budget({}), goodMetrics, 50_000, shape)).toMatch(/; 25 % of the plan done$/);
  });

  it('of a segment, in its share of the ceiling', () => {
    expect(fact('budget', budget({ ceiling: 2.5 * dollar, spent: dollar }))).toMatch(/^\$1\.00 of \$2\.50 spent/);
  });

  it('of one that sent nothing, in the whole ceiling', () => {
    expect(fact('budget', budget({ ceiling: 0, spent: 0 }))).toMatch(/^\$0\.00 of \$10\.00 spent/);
  });

  it('says where an endpoint billed more than the request allowed', () => {
    expect(fact('budget', budget({ dearer: 2, dearerBy: 1.5 * dollar }))).toContain(
      '; 2 answers cost more than their requests allowed, $1.50 in all: the endpoint does not keep to the output cap',
    );
  });
});

describe('a soft ceiling', () => {
  const soft = { budget: { usd: 10, ledger: undefined } };
  const metrics = (usd: number) => ({ ...goodMetrics, llm_budget_usd: counter(usd) });

  it('says by how much it may be passed', () => {
    expect(fact('budget', soft, metrics(9))).toBe(
      '$9.00 of $10.00 spent, warm-up too; 100 % of the plan done; soft: looked at every 2 s, so it may be passed by what is spent in them and by what up to 600 users have in flight',
    );
  });

  it('that was passed is a stop at the budget, exit code 5', () => {
    const report = reportOf(k6Data(metrics(12), 50_000), soft);
    expect(report.stopped).toBe('budget');
    expect(report.verdict).toMatchObject({ status: 'budget', exitCode: 5 });
    expect(report.budget).toMatchObject({ soft: true, spentUsd: 12, mostInFlight: 600 });
  });

  it('that was kept stops nothing', () => {
    expect(reportOf(k6Data(metrics(10)), soft).stopped).toBeUndefined();
  });
});
