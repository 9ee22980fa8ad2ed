/**
 * What do users see with realistic arrivals?
 *
 * Users come independently of each other, so their requests cluster and thin out by chance. Each start is drawn
 * beforehand; one that comes late here is counted as its user would count it, from when it should have started.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { scheduled } from '../lib/k6/iterations/scheduled.ts';

const test = await defineTest({
  name: 'poisson',
  load: 'poisson',
  iteration: scheduled,
  analyses: ['as-users-saw-it', 'survivors'],
  defaults: { LLM_RATE: '2', LLM_BURSTINESS: '1', LLM_DURATION: '10m', LLM_WINDOW: '1m', LLM_WARMUP: '30s' },
});

export const { options, handleSummary } = test;
export default test.iteration;
