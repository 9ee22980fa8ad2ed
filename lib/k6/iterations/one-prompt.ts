import { sleep } from 'k6';
import exec from 'k6/execution';
import { waitMs } from '../../load/wait.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Iteration } from './iteration.ts';

/** A prompt of the run's set, and in a closed load the wait that its user has before the next one. */
export const onePrompt: Iteration = ({ complete, options, prompts, model }) => {
  // A user waits before the next request, never inside a measured time and never at the very end.
  let pauseMs = 0;
  return () => {
    if (pauseMs > 0) sleep(pauseMs / 1000);
    const number = exec.scenario.iterationInTest;
    const exchange = complete(pickPrompt(prompts, number, options.seed));
    pauseMs = exchange === undefined || model === 'open' ? 0 : waitMs(exchange, options, number);
  };
};
