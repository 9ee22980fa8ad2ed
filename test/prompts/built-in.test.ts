import { describe, expect, it } from 'vitest';
import { builtInPrompts } from '../../lib/prompts/built-in.ts';
import { estimateTokens } from '../../lib/prompts/estimate-tokens.ts';
import { lengthClasses, lengthClassNames } from '../../lib/prompts/length-class.ts';

const all = builtInPrompts();

describe('built-in prompts', () => {
  it.each(lengthClassNames)('%s: at least twelve, each within 15 percent of the length of its class', (length) => {
    const prompts = all.filter(({ id }) => id.startsWith(`${length}-`));
    expect(prompts.length).toBeGreaterThanOrEqual(12);
    for (const { id, user } of prompts) {
      const share = estimateTokens(user) / lengthClasses[length];
      expect(share, id).toBeGreaterThan(0.85);
      expect(share, id).toBeLessThan(1.15);
    }
  });

  it('ids are unique and name the class', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(['tiny-01', 'short-07', 'very_long-12']));
  });

  it('no two begin alike, so a prefix cache finds nothing', () => {
    expect(new Set(all.map(({ user }) => user.slice(0, 16))).size).toBe(all.length);
  });

  it('are the same on every call', () => {
    expect(builtInPrompts()).toEqual(all);
  });

  it('the classes asked for, and in their own order', () => {
    const ids = builtInPrompts(['medium', 'tiny']).map(({ id }) => id.split('-')[0]);
    expect([...new Set(ids)]).toEqual(['tiny', 'medium']);
  });

  it('at least ten have a known answer', () => {
    expect(all.filter((prompt) => prompt.expect !== undefined).length).toBeGreaterThanOrEqual(10);
  });

  it('a code that must be found stands in its passage once', () => {
    for (const { user, expect: code } of builtInPrompts(['medium', 'long', 'very_long']).filter(
      (prompt) => prompt.expect,
    )) {
      expect(user.split(`The code on the door is ${code}.`)).toHaveLength(2);
    }
  });
});
