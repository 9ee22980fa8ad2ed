/**
 * Does our semantic or prefix cache hold under load?
 *
 * Prompts that were asked before come between prompts that no cache can know, while users join in steps. The summary says
 * how many of the repeated ones hit, by the endpoint's own word, how much sooner they are answered, and whether that holds
 * as users rise.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { repeatedOrFreshPrompt } from '../lib/k6/iterations/repeated-or-fresh.ts';
import { step } from '../lib/load/step.ts';

const test = await defineTest({
  name: 'cache',
  load: step,
  iteration: repeatedOrFreshPrompt,
  analyses: ['cache', 'survivors'],
  defaults: {
    LLM_REPEAT_SHARE: '0.5',
    LLM_STEP_USERS: '5',
    LLM_STEP_TIME: '60s',
    LLM_MAX_USERS: '20',
    LLM_WARMUP: '30s',
    LLM_THINK_TIME: '0.1-0.5',
    LLM_PROMPT_LENGTHS: 'long',
    LLM_MAX_TOKENS: '64',
    LLM_TOKEN_BUDGET: '2000',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
