/**
 * Where does it begin to hurt as requests per second rise?
 *
 * Arrivals climb in stages whatever the answers do, as users of a public service would. The summary shows each slice of
 * 30 s with the load that was offered in it.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { ramp } from '../lib/load/ramp.ts';

const test = await defineTest({
  name: 'ramp',
  load: ramp,
  watch: 'saturation',
  analyses: ['saturation', 'growth', 'bottleneck', 'survivors'],
  defaults: {
    LLM_START_RATE: '1',
    LLM_STAGES: '2m:5,3m:10,3m:20,2m:5',
    LLM_WINDOW: '30s',
    LLM_WARMUP: '30s',
  },
  profiles: {
    short: { LLM_STAGES: '1m:10,1m:20,2m:40,1m:10', LLM_WINDOW: '20s', LLM_WARMUP: '20s' },
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
