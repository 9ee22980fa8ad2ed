import { bench } from './lib/bench.mjs';
import { bareClient, library, usualScript } from './lib/clients.mjs';
import { load, tokensOf } from './lib/load.mjs';

await bench('cpu-per-token', '100 streams × 50 tokens/s, one token a read, starts spread', async (quick) => {
  const plan = load({ streams: 100, rounds: quick ? 3 : 6, tokens: 200, ttftMs: 200, gapMs: 20 });
  const bare = await bareClient(plan);
  const ours = await library(plan);
  const usual = await usualScript(plan);
  const tokens = tokensOf(plan);
  const perToken = (ms) => (ms * 1000) / tokens;
  return [
    { figure: 'k6-llm ÷ bare client, start-up included', value: ours.whole / bare.whole, unit: '×', limit: 1.5 },
    { figure: 'k6-llm ÷ bare client, net of start-up', value: ours.net / bare.net, unit: '×' },
    { figure: 'usual k6 script ÷ k6-llm, start-up included', value: usual.whole / ours.whole, unit: '×' },
    { figure: 'usual k6 script ÷ k6-llm, net of start-up', value: usual.net / ours.net, unit: '×' },
    { figure: 'bare client, CPU per token', value: perToken(bare.whole), unit: 'µs', note: `${tokens} tokens` },
    { figure: 'k6-llm, CPU per token', value: perToken(ours.whole), unit: 'µs' },
    { figure: 'k6-llm, CPU per token net of start-up', value: perToken(ours.net), unit: 'µs' },
    { figure: 'usual k6 script, CPU per token', value: perToken(usual.whole), unit: 'µs' },
    { figure: 'k6-llm, most memory', value: ours.maxRssMb, unit: 'MB' },
  ];
});
