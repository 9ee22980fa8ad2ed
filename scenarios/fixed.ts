/**
 * How fast is it with so many users at once?
 *
 * A fixed number of users share a fixed number of requests; each sends the next one when its answer is there. It is the
 * plain benchmark that every tool has, so its numbers can be laid beside theirs.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { fixed } from '../lib/load/fixed.ts';

const test = await defineTest({
  name: 'fixed',
  load: fixed,
  defaults: { LLM_USERS: '10', LLM_REQUESTS: '200' },
});

export const { options, handleSummary } = test;
export default test.iteration;
