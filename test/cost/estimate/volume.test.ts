import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskKind } from '../../../lib/cost/estimate/ask-kind.ts';
import { assume } from '../../../lib/cost/estimate/assumptions.ts';
import type { Case } from '../../../lib/cost/estimate/bounds.ts';
import { iterationsOf } from '../../../lib/cost/estimate/iterations.ts';
import type { PlannedRun } from '../../../lib/cost/estimate/planned-run.ts';
import { priceVolume } from '../../../lib/cost/estimate/price-volume.ts';
import { totalsOf } from '../../../lib/cost/estimate/request-group.ts';
import { volumeOf } from '../../../lib/cost/estimate/volume.ts';
import { planned } from './planned.ts';

function totals(plan: PlannedRun, which: Case, given: Parameters<typeof assume>[0] = {}) {
  const { billed: _, ...others } = totalsOf(volumeOf(plan, assume(given))[which]);
  return others;
}

describe('how often users ask', () => {
  const users = { by: 'users', userMs: 600_000, joins: 10, most: Infinity } as const;
  const plan = planned({ LLM_THINK_TIME: '1-3' }, { starts: [users] });
  const answerMs = { low: 57_000, expected: 4000, worst: 1000 };

  it('10 users for a minute, 4 s an answer and 2 s to think: 100 requests', () => {
    expect(iterationsOf(plan, { answerMs }, 'expected')).toBe(100);
  });

  it('at the slowest each asks at least once, at the fastest thinking is shortest and a last one is under way', () => {
    expect(iterationsOf(plan, { answerMs }, 'low')).toBe(10);
    expect(iterationsOf(plan, { answerMs }, 'worst')).toBe(300 + 10);
  });

  it('never more than there are to share', () => {
    const shared = planned({}, { starts: [{ ...users, most: 42 }] });
    expect(iterationsOf(shared, { answerMs }, 'worst')).toBe(42);
  });

  it('arrivals come whatever the answers do', () => {
    const open = planned({}, { starts: [{ by: 'schedule', count: 30, most: 31 }] });
    expect(iterationsOf(open, { answerMs }, 'low')).toBe(30);
    expect(iterationsOf(open, { answerMs }, 'worst')).toBe(31);
  });
});

describe('tokens of prompts', () => {
  const plan = planned({ LLM_MAX_TOKENS: '100' });

  it('expected: four characters a token and seven of the chat template, half of the cap', () => {
    // Five times each: 10 + 7 and 20 + 7.
    expect(totals(plan, 'expected')).toEqual({ requests: 10, inputTokens: 5 * 17 + 5 * 27, outputTokens: 500 });
  });

  it('worst: a token for each byte of the body, all of the cap', () => {
    expect(totals(plan, 'worst')).toEqual({ requests: 10, inputTokens: 5 * 140 + 5 * 180, outputTokens: 1000 });
  });

  it('low: five characters a token, a tenth of the cap', () => {
    expect(totals(plan, 'low')).toEqual({ requests: 10, inputTokens: 5 * 8 + 5 * 16, outputTokens: 100 });
  });

  it('a prompt may have a cap of its own', () => {
    const prompts = [{ id: 'a', user: 'x', maxTokens: 7 }];
    expect(totals(planned({}, { prompts }), 'worst').outputTokens).toBe(70);
  });

  it('what is given is taken as it is, but an answer never passes its cap', () => {
    const given = { inputTokens: 200, outputTokens: 150 };
    expect(totals(plan, 'expected', given)).toEqual({ requests: 10, inputTokens: 2000, outputTokens: 1000 });
    expect(totals(planned({}), 'expected', given).outputTokens).toBe(1500);
    expect(totals(planned({}), 'worst', given)).toMatchObject({ inputTokens: 2000, outputTokens: 2560 });
  });
});

describe('each kind of scenario', () => {
  const tenUsers = { by: 'users', userMs: 600_000, joins: 10, most: Infinity } as const;

  it('conversation: a turn carries all that was said before', () => {
    const plan = planned({ LLM_TURNS: '3', LLM_MAX_TOKENS: '100' }, { asks: 'conversation', starts: [tenUsers] });
    // 30 requests: one chat of 3 turns for each of 10 users.
    const turns = volumeOf(plan, assume({ answerMs: { min: 20_000, max: 20_000 } })).expected;
    expect(turns.map(({ requests }) => requests)).toEqual([10, 10, 10]);
    const [first, second, third] = turns.map(({ inputTokens }) => inputTokens) as [number, number, number];
    // An opening of 15 + 7 + 5 on average; then an answer of 50 and a question each.
    expect(first).toBe(27);
    expect(second - first).toBeGreaterThan(50);
    expect(third - second).toBeCloseTo(second - first);
  });

  it('conversation: a chat that ends early has its first turns only', () => {
    const plan = planned({ LLM_TURNS: '3' }, { asks: 'conversation', starts: [tenUsers] });
    const turns = volumeOf(plan, assume({ answerMs: { min: 15_000, max: 15_000 } })).expected;
    expect(turns.map(({ requests }) => requests)).toEqual([20, 10, 10]);
  });

  it('cold-start: one cold and the warm ones a round, and what keeps the model warm', () => {
    const plan = planned(
      {
        LLM_STRATEGIES: 'none,keep-alive,pre-warmed,smaller-model',
        LLM_SMALL_MODEL: 's',
        LLM_ROUNDS: '2',
        LLM_IDLE_TIME: '300s',
        LLM_PING_INTERVAL: '60s',
        LLM_WARM_REQUESTS: '5',
      },
      { asks: 'cold-start' },
    );
    const groups = volumeOf(plan, assume({})).expected;
    const pings = groups.filter(({ outputTokens }) => outputTokens === 1);
    expect(pings.map(({ requests }) => requests)).toEqual([2 * 4, 2]);
    expect(totalsOf(groups).requests).toBe(4 * 2 * 6 + 10);
    expect(totalsOf(groups.filter(({ isSmallModel }) => isSmallModel)).requests).toBe(12);
  });

  it('token-limit: the volume as small and as large requests', () => {
    const env = {
      LLM_TOKEN_VOLUME: '100000',
      LLM_SMALL_SIZE: '100',
      LLM_LARGE_SIZE: '4000',
      LLM_MAX_TOKENS: '16',
      LLM_USERS: '20',
    };
    const [small, large] = volumeOf(planned(env, { asks: 'token-volume' }), assume({})).worst;
    expect([small?.requests, large?.requests]).toEqual([1000, 25]);
    const [expected] = volumeOf(planned(env, { asks: 'token-volume' }), assume({})).expected;
    // 20 users, 12 answers of 5 s each in a window of 60 s.
    expect(expected?.requests).toBe(240);
    expect(expected?.inputTokens).toBeGreaterThan(70);
    expect(expected?.inputTokens).toBeLessThan(100);
  });

  it('rate-limit-discover: at most the requests and the tokens that it may send', () => {
    const env = { LLM_REQUESTS: '1000', LLM_TOKEN_VOLUME: '100000', LLM_MAX_TOKENS: '5' };
    const plan = planned(env, { asks: 'discovery' });
    expect(totals(plan, 'worst')).toEqual({ requests: 1000, inputTokens: 400_000 + 1000 * 100, outputTokens: 5000 });
    expect(totals(plan, 'expected')).toMatchObject({ requests: 500, inputTokens: 50_000 });
    expect(totals(plan, 'low')).toMatchObject({ requests: 100, inputTokens: 2000 });
  });

  it('rate-limit: the burst and the probes, not the arrivals that only wake the one who probes', () => {
    const env = { LLM_RATE: '10', LLM_DURATION: '10s', LLM_RECOVERY_TIME: '60s' };
    const plan = planned(env, { asks: 'burst' });
    expect(totals(plan, 'expected').requests).toBe(110);
    expect(totals(plan, 'worst').requests).toBe(101 + 30 + 60);
    expect(totals(plan, 'low').requests).toBe(10);
  });

  it('quality: prompts of its own, whose good answers are short', () => {
    const plan = planned(
      { LLM_MAX_TOKENS: '256' },
      { asks: 'quality', starts: [{ by: 'schedule', count: 8, most: 8 }] },
    );
    expect(totals(plan, 'expected')).toMatchObject({ requests: 8, outputTokens: 2 * (4 + 8 + 45 + 60) });
    expect(totals(plan, 'worst').outputTokens).toBe(8 * 256);
  });

  it('quality asks the prompts of LLM_PROMPTS where it is given', () => {
    const plan = planned({ LLM_PROMPTS: 'p.jsonl', LLM_MAX_TOKENS: '10' }, { asks: 'quality' });
    expect(totals(plan, 'expected')).toEqual({ requests: 10, inputTokens: 220, outputTokens: 50 });
  });

  it('cache: fresh prompts carry a mark', () => {
    const plan = planned({ LLM_REPEAT_SHARE: '0.5' }, { asks: 'repeated-or-fresh' });
    expect(totals(plan, 'expected').inputTokens).toBe(220 + 10 * 4);
  });

  it('replay: as many tokens as the trace has, its answers as the cap', () => {
    const arrivals = [
      { atMs: 0, traced: { line: 1, input: 100, output: 20 } },
      { atMs: 1, traced: { line: 2, input: 100, output: 20 } },
      { atMs: 2, traced: { line: 3, prompt: 'x'.repeat(40) } },
    ];
    const plan = planned({ LLM_MAX_TOKENS: '50' }, { asks: 'traced', arrivals, starts: [] });
    expect(volumeOf(plan, assume({})).expected).toEqual([
      { requests: 2, inputTokens: 100, outputTokens: 20 },
      { requests: 1, inputTokens: 17, outputTokens: 25 },
    ]);
    expect(totals(plan, 'worst')).toEqual({ requests: 3, inputTokens: 2 * 504 + 140, outputTokens: 90 });
  });
});

describe('low ≤ expected ≤ worst', () => {
  const kinds: AskKind[] = [
    'prompt',
    'repeated-or-fresh',
    'quality',
    'conversation',
    'traced',
    'burst',
    'cold-start',
    'token-volume',
    'discovery',
  ];
  const env = fc.record({
    LLM_MAX_TOKENS: fc.integer({ min: 1, max: 4000 }).map(String),
    LLM_TURNS: fc.integer({ min: 1, max: 20 }).map(String),
    LLM_ROUNDS: fc.integer({ min: 1, max: 50 }).map(String),
    LLM_RATE: fc.integer({ min: 1, max: 500 }).map(String),
    LLM_DURATION: fc.integer({ min: 1, max: 4000 }).map((s) => `${s}s`),
    LLM_REQUESTS: fc.integer({ min: 100, max: 10_000 }).map(String),
    LLM_TOKEN_VOLUME: fc.integer({ min: 20_000, max: 1_000_000 }).map(String),
    LLM_THINK_TIME: fc.constantFrom('0', '1', '0.1-5'),
    LLM_STRATEGIES: fc.constantFrom('none', 'none,keep-alive,pre-warmed'),
    LLM_REPEAT_SHARE: fc.constantFrom('0.1', '0.9'),
  });
  const starts = fc.oneof(
    fc.integer({ min: 0, max: 5000 }).map((count) => ({ by: 'schedule' as const, count, most: count + 1 })),
    fc
      .record({
        userMs: fc.integer({ min: 1000, max: 100_000_000 }),
        joins: fc.integer({ min: 1, max: 100 }),
        most: fc.constantFrom(Infinity, 100, 5000),
      })
      .map((users) => ({ by: 'users' as const, ...users })),
  );
  const answerMs = fc.option(
    fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 60_000 })).map(([min, more]) => ({
      min,
      max: min + more,
    })),
    { nil: undefined },
  );
  const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 });
  const price = {
    input: { base: 1, tiers: [{ start: 1000, rate: 2 }] },
    output: 10,
    cacheRead: 0.1,
    cacheWrite: 1.25,
    requestUsd: 0.001,
  };
  const prices = [{ fromMs: 0, price }];

  it.each(kinds)('%s', (asks) => {
    fc.assert(
      fc.property(env, starts, answerMs, lengths, (given, one, answer, characters) => {
        const prompts = characters.map((count, i) => ({ id: `p${i}`, user: 'x'.repeat(count) }));
        const arrivals = characters.map((input, i) => ({ atMs: i, traced: { line: i + 1, input } }));
        const plan = planned(given, { asks, starts: [one], prompts, arrivals });
        const volume = volumeOf(plan, assume({ answerMs: answer }));
        const { low, expected, worst } = priceVolume(volume, { model: prices, smallModel: prices }, 0) as Record<
          Case,
          number
        >;
        expect(low).toBeLessThanOrEqual(expected);
        expect(expected).toBeLessThanOrEqual(worst);
      }),
      { numRuns: 200 },
    );
  });
});
