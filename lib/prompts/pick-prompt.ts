import { seededRandom } from './seeded-random.ts';

const golden = (Math.sqrt(5) - 1) / 2;

/** Of the last round that was walked: many iterations in a row are of one. */
let walked = '';
let start = 0;
let step = 0;

/**
 * The prompt for an iteration: each is used once before any repeats. Steps of the golden ratio of the list spread the
 * choice, so that any few iterations in a row meet all length classes; each round starts elsewhere and may run backwards.
 * No list is shuffled, since every VU would hold one.
 */
export function pickPrompt<T>(prompts: ArrayLike<T>, iteration: number, seed: number): T {
  const count = prompts.length;
  const round = Math.floor(iteration / count);
  const walk = `${count} ${round} ${seed}`;
  if (walk !== walked) {
    walked = walk;
    const random = seededRandom(seed + Math.imul(round, 0x9e3779b1));
    start = Math.floor(random() * count);
    step = Math.max(1, Math.round(count * (random() < 0.5 ? golden : 1 - golden)));
    // Steps that share no factor with the length meet every prompt.
    while (greatestCommonDivisor(step, count) > 1) step += 1;
  }
  return prompts[(start + step * (iteration % count)) % count] as T;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
