import { describe, expect, it } from 'vitest';
import { repeatedOrFresh } from '../../lib/prompts/repeated-or-fresh.ts';

const prompts = ['a', 'b', 'c'].map((id) => ({ id, user: `ask ${id}` }));
const draw = (iteration: number, more: { seed?: number; run?: string; of?: typeof prompts } = {}) =>
  repeatedOrFresh(more.of ?? prompts, iteration, { seed: more.seed ?? 1, repeatShare: 0.3 }, more.run ?? 'run1');
const many = Array.from({ length: 10_000 }, (_, i) => draw(i));

describe('repeated and fresh prompts', () => {
  it('come in the share that is asked for, mixed', () => {
    const repeated = many.map(({ asked }) => asked === 'repeated');
    expect(repeated.filter(Boolean).length / many.length).toBeCloseTo(0.3, 1);
    const changes = repeated.filter((one, i) => i > 0 && one !== repeated[i - 1]).length;
    expect(changes / many.length).toBeCloseTo(2 * 0.3 * 0.7, 1);
  });

  it('are the same for the same seed', () => {
    expect(draw(7)).toEqual(draw(7));
    const kinds = (seed: number) => Array.from({ length: 50 }, (_, i) => draw(i, { seed }).asked).join();
    expect(kinds(1)).not.toBe(kinds(2));
  });

  it('repeated ones stand as in the set, fresh ones begin like no other', () => {
    const texts = many.filter(({ asked }) => asked === 'fresh').map(({ prompt }) => prompt.user);
    expect(new Set(texts.map((text) => text.split(' ')[0])).size).toBe(texts.length);
    for (const { asked, prompt } of many) if (asked === 'repeated') expect(prompts).toContain(prompt);
  });

  it('what was fresh in one run is fresh in the next', () => {
    const fresh = many.findIndex(({ asked }) => asked === 'fresh');
    expect(draw(fresh, { run: 'run2' }).prompt.user).not.toBe(many[fresh]?.prompt.user);
  });

  it('the mark stands before the system prompt, which the model reads first', () => {
    const of = [{ id: 's', system: 'Be kind.', user: 'hi' }];
    const fresh = Array.from({ length: 20 }, (_, i) => draw(i, { of })).find(({ asked }) => asked === 'fresh');
    expect(fresh?.prompt).toMatchObject({ system: expect.stringMatching(/^\[run1-\d+\] Be kind\.$/), user: 'hi' });
  });
});
