import { describe, expect, it } from 'vitest';
import { cache } from '../../lib/analysis/cache.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

const windows: Window[] = [1, 2].map((users, index) => ({
  index,
  startMs: (index + 1) * 60_000,
  endMs: (index + 2) * 60_000,
  users,
}));

const warmup = rowWith({ phase: 'warmup', prompt: 'p', labels: { asked: 'repeated' }, start_ms: 0, end_ms: 1000 });

/** Repeated prompts of one window, the first `hits` of them from a cache and five times as fast, and as many fresh ones. */
function window(index: number, hits: number, n = 40, told: 'usage' | 'header' | 'nothing' = 'usage'): Row[] {
  return Array.from({ length: n }, (_, i) => {
    const isHit = i < hits;
    const at = { window: index, start_ms: (index + 1) * 60_000 + i * 1000 };
    const word = (hit: boolean): Partial<Row> =>
      told === 'usage'
        ? { tokens: { input: 100, cached: hit ? 96 : 0, output: 5, source: 'usage' } }
        : told === 'header'
          ? { cache: hit ? 'hit' : 'miss' }
          : {};
    return [
      rowWith({
        ...at,
        prompt: 'p',
        labels: { asked: 'repeated' },
        first_token_ms: (isHit ? 100 : 500) + i,
        ...word(isHit),
      }),
      rowWith({ ...at, prompt: 'p', labels: { asked: 'fresh' }, first_token_ms: 500 + i, ...word(false) }),
    ];
  }).flat();
}

describe('a cache', () => {
  it('that knows what was asked before is good: by its own word and by the times', () => {
    const [found] = cache([warmup, ...window(0, 40), ...window(1, 40)], windows, 1);
    expect(found).toMatchObject({ level: 'good', values: { hit_share: 1, cached_share: 0.96, fresh_hit_share: 0 } });
    expect(found?.says).toMatch(
      /^100 % of the repeated prompts hit, 96 % of their input tokens\. A fresh prompt takes 4\.3 × /,
    );
    expect(found?.table?.rows.map(([users, n, hits]) => [users, n, hits])).toEqual([
      ['1', '40', '100 %'],
      ['2', '40', '100 %'],
    ]);
  });

  it('that forgets under load does not hold', () => {
    const [found] = cache([warmup, ...window(0, 40), ...window(1, 20)], windows, 1);
    expect(found?.level).toBe('warning');
    expect(found?.says).toContain('It does not hold under load: 100 % hits at 1 users, 50 % at 2 users.');
    expect(found?.values).toMatchObject({ hit_share_at_lowest_load: 1, hit_share_at_highest_load: 0.5 });
  });

  it('that is none is told so', () => {
    const [found] = cache([warmup, ...window(0, 0)], windows, 1);
    expect(found).toMatchObject({ level: 'warning', values: { hit_share: 0, speed_up: 1 } });
    expect(found?.says).toMatch(/^0 % of the repeated prompts hit\. Repeated prompts are not answered sooner/);
  });

  it('that tells nothing is known by its times', () => {
    const [found] = cache([warmup, ...window(0, 40, 40, 'nothing')], windows, 1);
    expect(found?.level).toBe('good');
    expect(found?.says).toMatch(/^The endpoint does not tell its hits\. A fresh prompt takes 4\.3 ×/);
    expect(found?.values).not.toHaveProperty('hit_share');
  });

  it('by a header counts whole answers', () => {
    expect(cache([warmup, ...window(0, 30, 40, 'header')], windows, 1)[0]?.values.hit_share).toBe(0.75);
  });

  it('that answers fresh prompts mixes up its users', () => {
    const stranger = rowWith({ window: 0, start_ms: 61_000, labels: { asked: 'fresh' }, cache: 'hit' });
    const found = cache([warmup, ...window(0, 40, 40, 'header'), stranger], windows, 1);
    expect(found[1]).toMatchObject({ level: 'warning', values: { fresh_hits: 1 } });
  });
});

describe('what counts as repeated', () => {
  it('is a prompt of which an answer had ended before', () => {
    // The same prompts without the warm-up: the first is new to everybody, and the next came before its answer had ended.
    const rows = window(0, 40).map((row) => ({ ...row, end_ms: 1500 }));
    expect(cache(rows, windows, 1)[0]?.table).toBeUndefined();
    expect(cache(rows, windows, 1)[0]?.values.hit_share).toBe(1);
    const first = rows.slice(0, 4);
    expect(cache(first, windows, 1)[0]?.because[1]).toContain('0 repeated and 2 fresh');
  });

  it('what all prompts share is no hit', () => {
    const shared = { input: 100, cached: 16, output: 5, source: 'usage' } as const;
    const rows = window(0, 0).map((row) => ({ ...row, tokens: shared }));
    expect(cache([warmup, ...rows], windows, 1)[0]?.values).toMatchObject({ hit_share: 0, cached_share: 0.16 });
  });
});
