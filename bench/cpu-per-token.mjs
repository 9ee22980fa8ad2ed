import { bench } from './lib/bench.mjs';
import { bareClient, library, usualScript } from './lib/clients.mjs';
import { load, tokensOf } from './lib/load.mjs';

/** Streams × tokens/s, where one core still keeps up, for about a minute: a shorter run is mostly its own start. */
const plans = (quick) => [
  { name: '100 × 50/s', plan: load({ streams: 100, rounds: quick ? 2 : 12, tokens: 200, ttftMs: 200, gapMs: 20 }) },
  {
    name: '400 × 50/s',
    plan: load({ streams: 400, rounds: quick ? 1 : 12, tokens: 200, ttftMs: 200, gapMs: 20, warmupMs: 3000 }),
  },
  {
    name: '1,000 × 10/s',
    plan: load({ streams: 1000, rounds: quick ? 1 : 5, tokens: 100, ttftMs: 500, gapMs: 100, warmupMs: 4000 }),
  },
];

await bench('cpu-per-token', 'CPU per streamed token, one token a read, starts spread', async (quick) => {
  const figures = [];
  const [first, ...rest] = plans(quick);
  // Above 100 streams the usual script is late by more than a stream lasts.
  for (const { name, plan } of quick ? [first] : [first, ...rest]) {
    const bare = await bareClient(plan);
    const ours = await library(plan);
    const usual = plan === first.plan ? await usualScript(plan) : undefined;
    const tokens = tokensOf(plan);
    const perToken = (ms) => (ms * 1000) / tokens;
    const figure = (what, value, unit, more) => figures.push({ figure: `${what}, ${name}`, value, unit, ...more });
    figure('k6-llm ÷ bare client, start-up included', ours.whole / bare.whole, '×', { limit: 1.2 });
    figure('k6-llm ÷ bare client, net of start-up', ours.net / bare.net, '×');
    if (usual) {
      figure('usual k6 script ÷ k6-llm, start-up included', usual.whole / ours.whole, '×');
      figure('usual k6 script ÷ k6-llm, net of start-up', usual.net / ours.net, '×');
      figure('usual k6 script, CPU per token', perToken(usual.whole), 'µs');
    }
    figure('bare client, CPU per token', perToken(bare.whole), 'µs', { note: `${tokens} tokens` });
    figure('k6-llm, CPU per token', perToken(ours.whole), 'µs');
    figure('k6-llm, CPU per token net of start-up', perToken(ours.net), 'µs');
    figure('k6-llm, most memory', ours.maxRssMb, 'MB');
  }
  return figures;
});
