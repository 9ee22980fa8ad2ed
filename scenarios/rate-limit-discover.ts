/**
 * What is the real limit?
 *
 * Sends until it is refused, then takes what comes free as soon as it does, first with tiny requests and then with larger
 * ones: requests and tokens a minute, by a token bucket or a fixed window, beside what the headers advertise.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { discoverLimits } from '../lib/k6/iterations/discover-limits.ts';
import { discovery } from '../lib/load/discovery.ts';

const test = await defineTest({
  name: 'rate-limit-discover',
  load: discovery,
  iteration: discoverLimits,
  analyses: ['limit-discovery'],
  defaults: {
    LLM_USERS: '16',
    LLM_REQUESTS: '3000',
    LLM_TOKEN_VOLUME: '500000',
    LLM_MAX_DURATION: '20m',
    LLM_LIMIT_WINDOW: '60s',
    LLM_MAX_TOKENS: '5',
    LLM_TIMEOUT: '30s',
    LLM_TOKEN_BUDGET: '20000',
    LLM_THRESHOLDS: 'none',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
