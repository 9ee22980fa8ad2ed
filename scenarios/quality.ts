/**
 * Do answers get worse as concurrency rises?
 *
 * Users join in equal steps and ask what can be checked: sums, words to repeat, JSON, short descriptions. The summary counts
 * bad answers step by step (truncated, empty, repeated, refused, schema-broken, wrong) and tests whether they rise.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { qualityPrompts } from '../lib/k6/iterations/quality.ts';
import { step } from '../lib/load/step.ts';

const test = await defineTest({
  name: 'quality',
  load: step,
  iteration: qualityPrompts,
  analyses: ['quality', 'survivors'],
  defaults: {
    LLM_STEP_USERS: '10',
    LLM_STEP_TIME: '60s',
    LLM_MAX_USERS: '50',
    LLM_WARMUP: '30s',
    LLM_THINK_TIME: '0.1-0.5',
    LLM_THRESHOLDS: 'outcomes',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
