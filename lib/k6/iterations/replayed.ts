import { tracedPrompt } from '../../prompts/traced-prompt.ts';
import { scheduledWith } from './scheduled.ts';

/** The requests of a trace; what it says of their lengths is kept beside what the endpoint counts. */
export const replayed = scheduledWith(({ options }, { traced = { line: 0 } }) => {
  const { input, output } = traced;
  return {
    prompt: tracedPrompt(traced, options.seed),
    labels: {
      ...(input === undefined ? {} : { traced_input: input }),
      ...(output === undefined ? {} : { traced_output: output }),
    },
  };
});
replayed.asks = 'traced';
