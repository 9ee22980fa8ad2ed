/**
 * How does it take a surge, and how fast does it recover?
 *
 * A steady load, a surge that comes and goes at once, and the steady load again. The summary says how long it takes until
 * p95 is back within 10 % of the baseline.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { spike } from '../lib/load/spike.ts';

const test = await defineTest({
  name: 'spike',
  load: spike,
  analyses: ['recovery'],
  defaults: {
    LLM_RATE: '2',
    LLM_SURGE_RATE: '20',
    LLM_BASELINE_TIME: '2m',
    LLM_SURGE_TIME: '1m',
    LLM_RECOVERY_TIME: '3m',
    LLM_WARMUP: '30s',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
