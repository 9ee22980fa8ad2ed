import type { Prompt } from '../protocols/protocol.ts';
import { pickPrompt } from './pick-prompt.ts';
import { seededRandom } from './seeded-random.ts';

/** A prompt that was asked before, or one that no cache can know. */
export interface MaybeRepeated {
  asked: 'repeated' | 'fresh';
  prompt: Prompt;
}

/**
 * The prompt of an iteration: a share of them as they stand in the set, the others made fresh by a beginning of their own,
 * since caches of prefixes begin there. Which of the two is drawn by seed and iteration.
 *
 * @param run tells this run from every other, or what was fresh in one is known in the next
 */
export function repeatedOrFresh(
  prompts: ArrayLike<Prompt>,
  iteration: number,
  { seed, repeatShare }: { seed: number; repeatShare: number },
  run: string,
): MaybeRepeated {
  const prompt = pickPrompt(prompts, iteration, seed);
  const isRepeated = seededRandom(seed ^ Math.imul(iteration + 1, 0x9e3779b1))() < repeatShare;
  return isRepeated
    ? { asked: 'repeated', prompt }
    : { asked: 'fresh', prompt: freshened(prompt, `${run}-${iteration}`) };
}

/** The very first characters that the model reads must differ: those of the system prompt, where there is one. */
function freshened(prompt: Prompt, mark: string): Prompt {
  const beginning = `[${mark}] `;
  return prompt.system === undefined
    ? { ...prompt, user: beginning + prompt.user }
    : { ...prompt, system: beginning + prompt.system };
}
