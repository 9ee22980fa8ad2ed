/**
 * Few large requests or many small ones?
 *
 * The same volume of tokens as many small requests, then, once all limits are whole again, as few large ones: which of
 * them are refused tells whether the limit on requests or that on tokens bites first.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { sameVolume } from '../lib/k6/iterations/token-volume.ts';
import { tokenVolume } from '../lib/load/token-volume.ts';

const test = await defineTest({
  name: 'token-limit',
  load: tokenVolume,
  iteration: sameVolume,
  analyses: ['token-volume'],
  defaults: {
    LLM_USERS: '8',
    LLM_TOKEN_VOLUME: '100000',
    LLM_SMALL_SIZE: '100',
    LLM_LARGE_SIZE: '4000',
    LLM_LIMIT_WINDOW: '60s',
    LLM_MAX_TOKENS: '16',
    LLM_TIMEOUT: '30s',
    LLM_TOKEN_BUDGET: '20000',
    LLM_THRESHOLDS: 'none',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
