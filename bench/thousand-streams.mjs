import { bench } from './lib/bench.mjs';
import { bareClient, library } from './lib/clients.mjs';
import { countOf } from './lib/errors.mjs';
import { load } from './lib/load.mjs';

await bench('thousand-streams', '1,000 streams × 5 tokens/s, connections warm, starts spread', async (quick) => {
  const plan = load({
    streams: 1000,
    rounds: quick ? 1 : 2,
    tokens: quick ? 20 : 50,
    ttftMs: 500,
    gapMs: 200,
    warmupMs: 6000,
  });
  const bare = await bareClient(plan);
  const ours = await library(plan);
  const planned = plan.streams * plan.rounds;
  return [
    { figure: 'streams not finished', value: planned - ours.finished, unit: '', limit: 0, note: `of ${planned}` },
    { figure: 'most memory of the k6 process', value: ours.maxRssMb, unit: 'MB', limit: 600 },
    { figure: 'TTFT error p50', value: ours.ttft.p50, unit: 'ms', note: countOf(ours.ttft) },
    { figure: 'TTFT error p99', value: ours.ttft.p99, unit: 'ms', limit: 20 },
    { figure: 'TTFT error p50 of the bare client', value: bare.ttft.p50, unit: 'ms', note: countOf(bare.ttft) },
    { figure: 'TTFT error p99 of the bare client', value: bare.ttft.p99, unit: 'ms' },
    { figure: 'k6-llm ÷ bare client, CPU net of start-up', value: ours.net / bare.net, unit: '×' },
  ];
});
