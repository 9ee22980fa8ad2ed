import { sleep } from 'k6';
import sse from 'k6/x/sse';
import type { Arrival } from '../../load/schedule/arrival.ts';
import type { Labels } from '../../measure/row.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import { arrivalsName } from '../define-arrivals.ts';
import { iteration } from '../emit.ts';
import type { Iteration, IterationSetup } from './iteration.ts';

/** What an arrival asks. */
type Ask = (setup: IterationSetup, arrival: Arrival, number: number) => { prompt: Prompt; labels?: Labels };

/**
 * One arrival an iteration. Our extension hands each, when it is due, to the virtual user that waited the shortest: the
 * few whose memory is still in the processor's caches do the work that few can do. Else iteration number n is arrival
 * number n, and sleeps until that is due. To spin instead would hold up the streams that are measured.
 */
export const scheduledWith =
  (ask: Ask): Iteration =>
  (setup) =>
  () => {
    const isHanded = 'nextArrival' in sse;
    const number = isHanded ? sse.nextArrival(arrivalsName) : (iteration().number ?? 0);
    const arrival = setup.arrivals[number];
    if (arrival === undefined) return;
    const { prompt, labels } = ask(setup, arrival, number);
    const waitMs = isHanded ? 0 : arrival.atMs - iteration().sinceStartMs;
    if (waitMs > 0) sleep(waitMs / 1000);
    setup.complete(prompt, { intendedMs: arrival.atMs, ...(labels === undefined ? {} : { labels }) });
  };

/** Prompts of the run's set at the times of the schedule. */
export const scheduled = scheduledWith(({ prompts, options }, _arrival, number) => ({
  prompt: pickPrompt(prompts, number, options.seed),
}));
scheduled.asks = 'prompt';
