import { bench } from './lib/bench.mjs';
import { bareClient, library } from './lib/clients.mjs';
import { countOf } from './lib/errors.mjs';
import { load } from './lib/load.mjs';

await bench('ttft-accuracy', '50 streams × 50 tokens/s, connections warm, starts spread', async (quick) => {
  const plan = load({ streams: 50, rounds: quick ? 4 : 14, tokens: 100, ttftMs: 200, gapMs: 20 });
  const { ttft: bare } = await bareClient(plan);
  const { ttft: ours } = await library(plan);
  return [
    { figure: 'TTFT error p50', value: ours.p50, unit: 'ms', limit: 1, note: countOf(ours) },
    { figure: 'TTFT error p99', value: ours.p99, unit: 'ms', limit: 5 },
    { figure: 'TTFT error max', value: ours.max, unit: 'ms' },
    { figure: 'TTFT error p50 of the bare client', value: bare.p50, unit: 'ms', note: countOf(bare) },
    { figure: 'TTFT error p99 of the bare client', value: bare.p99, unit: 'ms' },
  ];
});
