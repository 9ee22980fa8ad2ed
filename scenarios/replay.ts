/**
 * What happens under our own traffic?
 *
 * Requests start when a trace says, as long as it says: CSV or JSONL with times and token counts or prompts, Azure's and
 * Mooncake's columns too. Output tokens are sent as the cap; a server that may stop earlier is held to them by
 * LLM_EXTRA_BODY, such as {"ignore_eos":true} for vLLM.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { replayed } from '../lib/k6/iterations/replayed.ts';

const test = await defineTest({
  name: 'replay',
  load: 'replay',
  iteration: replayed,
  analyses: ['as-users-saw-it', 'trace', 'survivors'],
  defaults: { LLM_SPEED: '1', LLM_WINDOW: '1m', LLM_WARMUP: '30s' },
});

export const { options, handleSummary } = test;
export default test.iteration;
