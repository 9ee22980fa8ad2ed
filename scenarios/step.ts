/**
 * How many concurrent users can it carry?
 *
 * Users join in equal steps and each waits for its answer, as people do. The summary shows each step, where the endpoint
 * becomes saturated, how its times grow, and what limits it.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { step } from '../lib/load/step.ts';

const test = await defineTest({
  name: 'step',
  load: step,
  watch: 'saturation',
  analyses: ['saturation', 'growth', 'bottleneck', 'scalability', 'survivors'],
  defaults: {
    LLM_STEP_USERS: '10',
    LLM_STEP_TIME: '60s',
    LLM_MAX_USERS: '100',
    LLM_THINK_TIME: '0.1-0.5',
    LLM_WARMUP: '30s',
  },
  profiles: {
    gentle: { LLM_STEP_USERS: '5', LLM_STEP_TIME: '2m', LLM_MAX_USERS: '50' },
    standard: {},
    aggressive: { LLM_STEP_USERS: '50', LLM_STEP_TIME: '225s', LLM_MAX_USERS: '200' },
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
