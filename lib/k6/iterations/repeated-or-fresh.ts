import exec from 'k6/execution';
import { repeatedOrFresh } from '../../prompts/repeated-or-fresh.ts';
import type { Iteration } from './iteration.ts';
import { paced } from './paced.ts';

/** Prompts that caches may know between prompts that they cannot know; the label `asked` tells which. */
export const repeatedOrFreshPrompt: Iteration = (setup) => {
  const { complete, prompts, options } = setup;
  let run: string | undefined;
  return paced(setup, (iteration) => {
    // The same for all virtual users, and another one for each run.
    run ??= exec.scenario.startTime.toString(36);
    const { asked, prompt } = repeatedOrFresh(prompts, iteration, options, run);
    return complete(prompt, { labels: { asked } });
  });
};
repeatedOrFreshPrompt.asks = 'repeated-or-fresh';
