import { sleep } from 'k6';
import exec from 'k6/execution';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import { sinceStartMs } from '../scenario-clock.ts';
import type { Iteration } from './iteration.ts';

/**
 * Iteration number n is arrival number n: it waits until that is due, and starts at once where that has passed. k6 wakes
 * up to 1.2 ms late, 0.7 ms in the median (measured on 2 cores); that is part of the lateness that the row tells. To
 * spin through it would take a sixth of a core at 200 arrivals/s, and hold up the streams that are measured.
 */
export const scheduled: Iteration = ({ complete, options, prompts, arrivals }) => {
  return () => {
    const { scenario } = exec;
    const number = scenario.iterationInTest;
    const arrival = arrivals[number];
    if (arrival === undefined) return;
    const prompt = pickPrompt(prompts, number, options.seed);
    const waitMs = arrival.atMs - sinceStartMs(scenario);
    if (waitMs > 0) sleep(waitMs / 1000);
    complete(prompt, { intendedMs: arrival.atMs });
  };
};
