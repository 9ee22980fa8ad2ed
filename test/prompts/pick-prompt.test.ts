import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInPrompts } from '../../lib/prompts/built-in.ts';
import { pickPrompt } from '../../lib/prompts/pick-prompt.ts';

const picks = (count: number, from: number, to: number, seed = 1) => {
  const prompts = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: to - from }, (_, i) => pickPrompt(prompts, from + i, seed));
};

describe('pickPrompt', () => {
  it('each prompt once in each round, whatever the length and the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(50), fc.nat(4_294_967_295), (count, round, seed) => {
        expect(new Set(picks(count, round * count, (round + 1) * count, seed)).size).toBe(count);
      }),
    );
  });

  it('the same for the same seed, another order for another seed', () => {
    expect(picks(60, 0, 120, 7)).toEqual(picks(60, 0, 120, 7));
    expect(picks(60, 0, 60, 7)).not.toEqual(picks(60, 0, 60, 8));
  });

  it('another start in another round', () => {
    const starts = new Set(Array.from({ length: 20 }, (_, round) => picks(60, round * 60, round * 60 + 1)[0]));
    expect(starts.size).toBeGreaterThan(10);
  });

  it('any ten in a row within a round meet all five length classes', () => {
    const prompts = builtInPrompts();
    for (let from = 0; from + 10 <= prompts.length; from += 1) {
      const classes = new Set(Array.from({ length: 10 }, (_, i) => pickPrompt(prompts, from + i, 1).id.split('-')[0]));
      expect(classes.size).toBe(5);
    }
  });

  it('one prompt is always picked', () => {
    expect(picks(1, 0, 3)).toEqual([0, 0, 0]);
  });
});
