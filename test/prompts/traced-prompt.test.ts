import { expect, it } from 'vitest';
import { tracedPrompt } from '../../lib/prompts/traced-prompt.ts';

it.each([0, 1, 10, 44, 374, 4000])('is as long as traced, four characters a token: %i', (input) => {
  expect(tracedPrompt({ line: 7, input }, 1).user).toHaveLength(Math.max(1, input) * 4);
});

it('is the text of the trace where it has one, and asks for as much as was answered', () => {
  expect(tracedPrompt({ line: 7, prompt: 'Hi', input: 900, output: 0 }, 1)).toEqual({
    id: 'line-7',
    user: 'Hi',
    maxTokens: 1,
  });
  expect(tracedPrompt({ line: 7, input: 5 }, 1).maxTokens).toBeUndefined();
});

it('is another from the first word on for each line, and the same for the same seed', () => {
  const begin = (line: number, seed = 1) => tracedPrompt({ line, input: 500 }, seed).user.slice(0, 20);
  expect(new Set(Array.from({ length: 100 }, (_, i) => begin(i))).size).toBe(100);
  expect(begin(5)).toBe(begin(5));
});

it('begins like those with the same first blocks, for as long as they are the same', () => {
  const [a, b] = [
    [1, 2, 3],
    [1, 2, 9],
  ].map((blocks) => tracedPrompt({ line: 1, input: 1500, blocks }, 1).user);
  expect(a).toHaveLength(6000);
  expect(a?.slice(0, 4096)).toBe(b?.slice(0, 4096));
  expect(a?.slice(4096, 4200)).not.toBe(b?.slice(4096, 4200));
});
