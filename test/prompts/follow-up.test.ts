import { expect, it } from 'vitest';
import { turnPrompt } from '../../lib/prompts/follow-up.ts';

const opening = { id: 'p1', user: 'Why is the sky blue?', system: 'Be brief', expect: 'light', maxTokens: 9 };
const history = [
  { role: 'user', content: 'a' },
  { role: 'assistant', content: 'b' },
] as const;

it('a chat begins with the prompt, under a name of its own that no other session shares', () => {
  expect(turnPrompt(opening, '3-0', 1, [], 1)).toEqual({
    ...opening,
    id: 'p1/1',
    user: '(Talk 3-0) Why is the sky blue?',
  });
});

it('and goes on with a question about it; the answer to look for was that of the first', () => {
  const { user, ...rest } = turnPrompt(opening, '3-0', 2, [...history], 1);
  expect(rest).toEqual({ id: 'p1/2', system: 'Be brief', maxTokens: 9, history });
  expect(user.length).toBeGreaterThan(10);
});

it('questions follow the seed', () => {
  const asked = (seed: number) => [2, 3, 4, 5].map((turn) => turnPrompt(opening, 's', turn, [], seed).user);
  expect(asked(7)).toEqual(asked(7));
  expect(new Set(Array.from({ length: 30 }, (_, seed) => asked(seed)[0])).size).toBeGreaterThan(4);
});
