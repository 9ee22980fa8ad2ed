/**
 * Does it answer at all?
 *
 * One user, five requests, five minutes at most. Five answers say nothing about speed, so only their outcomes are judged.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { fixed } from '../lib/load/fixed.ts';

const test = await defineTest({
  name: 'smoke',
  load: fixed,
  defaults: { LLM_USERS: '1', LLM_REQUESTS: '5', LLM_MAX_DURATION: '5m', LLM_THRESHOLDS: 'outcomes' },
});

export const { options, handleSummary } = test;
export default test.iteration;
