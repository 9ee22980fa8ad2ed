/**
 * What happens beyond the limit?
 *
 * A burst of the cheapest requests, far more than the endpoint allows, then quiet: how it refuses, how fast, whether its
 * Retry-After is honest, and how soon requests pass again. 429s are what is looked for here, so they fail nothing.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { burstThenProbe } from '../lib/k6/iterations/burst-then-probe.ts';
import { burst } from '../lib/load/burst.ts';

const test = await defineTest({
  name: 'rate-limit',
  load: burst,
  iteration: burstThenProbe,
  analyses: ['rate-limit'],
  slos: [
    {
      metric: 'llm_request_failed',
      expression: 'rate<0.01',
      name: 'failures beside 429s',
      why: 'an endpoint that has a limit should refuse, not break',
    },
  ],
  defaults: {
    LLM_RATE: '100',
    LLM_DURATION: '2m',
    LLM_RECOVERY_TIME: '90s',
    LLM_WINDOW: '10s',
    LLM_MAX_TOKENS: '5',
    LLM_PROMPT_LENGTHS: 'tiny',
    LLM_TIMEOUT: '30s',
    LLM_MAX_VUS: '500',
    LLM_THRESHOLDS: 'none',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
