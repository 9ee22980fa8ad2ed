/**
 * What does the first user after idle pay?
 *
 * Nobody asks for a while, then one request is asked until it is answered, and some follow while the model is warm. The
 * summary holds cold against warm, and what can be done about it against doing nothing.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { coldStartRound } from '../lib/k6/iterations/cold-start.ts';
import { coldStart } from '../lib/load/cold-start.ts';

const test = await defineTest({
  name: 'cold-start',
  load: coldStart,
  iteration: coldStartRound,
  analyses: ['cold-start'],
  defaults: {
    LLM_IDLE_TIME: '300s',
    LLM_ROUNDS: '10',
    LLM_WARM_REQUESTS: '5',
    LLM_STRATEGIES: 'none',
    LLM_MAX_DURATION: '2h',
    LLM_TIMEOUT: '120s',
    LLM_IDLE_TIMEOUT: '120s',
    LLM_MAX_TOKENS: '64',
    LLM_PROMPT_LENGTHS: 'short',
    LLM_THRESHOLDS: 'outcomes',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
