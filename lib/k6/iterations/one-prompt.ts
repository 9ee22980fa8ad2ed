import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Iteration } from './iteration.ts';
import { paced } from './paced.ts';

/** A prompt of the run's set. */
export const onePrompt: Iteration = (setup) =>
  paced(setup, (iteration) => setup.complete(pickPrompt(setup.prompts, iteration, setup.options.seed)));
onePrompt.asks = 'prompt';
