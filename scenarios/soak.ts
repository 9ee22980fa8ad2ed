/**
 * Does it drift over hours?
 *
 * A constant rate for as long as asked. The summary shows whether p95 and failures rise with time, with an interval that
 * says how sure that is.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { constant } from '../lib/load/constant.ts';

const test = await defineTest({
  name: 'soak',
  load: constant,
  analyses: ['drift'],
  defaults: { LLM_RATE: '1', LLM_DURATION: '2h', LLM_WINDOW: '5m', LLM_WARMUP: '30s' },
});

export const { options, handleSummary } = test;
export default test.iteration;
