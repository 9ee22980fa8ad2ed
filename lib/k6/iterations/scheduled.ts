import { sleep } from 'k6';
import type { Arrival } from '../../load/schedule/arrival.ts';
import type { Labels } from '../../measure/row.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import { iteration } from '../emit.ts';
import type { Iteration, IterationSetup } from './iteration.ts';

/** What an arrival asks; made while it is not yet due, so that its making delays nothing. */
type Ask = (setup: IterationSetup, arrival: Arrival, number: number) => { prompt: Prompt; labels?: Labels };

/**
 * Iteration number n is arrival number n: it waits until that is due, and starts at once where that has passed. k6 wakes
 * 0.3 ms late in the median and 1.3 ms in the p99 (docs/decisions.md says how that was measured); that is part of the
 * lateness that the row tells. To spin through it would take a fifth of a core at 200 arrivals/s, and hold up the
 * streams that are measured.
 */
export const scheduledWith =
  (ask: Ask): Iteration =>
  (setup) =>
  () => {
    const { number = 0 } = iteration();
    const arrival = setup.arrivals[number];
    if (arrival === undefined) return;
    const { prompt, labels } = ask(setup, arrival, number);
    const waitMs = arrival.atMs - iteration().sinceStartMs;
    if (waitMs > 0) sleep(waitMs / 1000);
    setup.complete(prompt, { intendedMs: arrival.atMs, ...(labels === undefined ? {} : { labels }) });
  };

/** Prompts of the run's set at the times of the schedule. */
export const scheduled = scheduledWith(({ prompts, options }, _arrival, number) => ({
  prompt: pickPrompt(prompts, number, options.seed),
}));
scheduled.asks = 'prompt';
