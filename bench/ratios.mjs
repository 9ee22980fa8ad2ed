/**
 * The few ratios that `npm run bench:check` holds, each of two sides taken one after the other in the same run: a machine
 * that is slower is slower for both. About 2 minutes, `--quick` or not, for it is compared with itself.
 */
import { bench } from './lib/bench.mjs';
import { bareClient, library, usualScript } from './lib/clients.mjs';
import { load } from './lib/load.mjs';
import { startUp } from './lib/start-up.mjs';
import { median } from './lib/statistics.mjs';

const streams = load({ streams: 100, rounds: 3, tokens: 100, ttftMs: 200, gapMs: 20, warmupMs: 1500 });
const exchanges = load({ streams: 50, rounds: 40, tokens: 5, ttftMs: 20, gapMs: 2, warmupMs: 1000 });
const vus = 300;

await bench('ratios', 'Ratios that `npm run bench:check` compares with the recorded ones', async () => {
  const long = { bare: await bareClient(streams), ours: await library(streams), usual: await usualScript(streams) };
  const short = { bare: await bareClient(exchanges), ours: await library(exchanges, { record: false }) };
  const begun = { ours: [], usual: [] };
  for (let i = 0; i < 3; i++) {
    begun.ours.push(await startUp('library', vus));
    begun.usual.push(await startUp('usual', vus));
  }
  const begin = (who, field) => median(begun[who].map((one) => one[field]));
  const ratio = (figure, value, margin) => ({
    figure,
    value,
    unit: '×',
    margin,
    note: `may be ${margin * 100} % above`,
  });
  return [
    ratio('CPU per token: k6-llm ÷ bare client', long.ours.net / long.bare.net, 0.2),
    ratio('CPU per token: k6-llm ÷ usual k6 script', long.ours.net / long.usual.net, 0.2),
    ratio('CPU per short exchange: k6-llm ÷ bare client', short.ours.net / short.bare.net, 0.25),
    ratio(
      `start-up of ${vus} virtual users, CPU: k6-llm ÷ usual k6 script`,
      begin('ours', 'cpuMs') / begin('usual', 'cpuMs'),
      0.25,
    ),
    ratio(
      `memory of ${vus} virtual users: k6-llm ÷ usual k6 script`,
      begin('ours', 'rssMb') / begin('usual', 'rssMb'),
      0.15,
    ),
    ratio('most memory with 100 streams: k6-llm ÷ usual k6 script', long.ours.maxRssMb / long.usual.maxRssMb, 0.25),
    // Half a millisecond, most of it the way to the server and back: it tells a mistake, not a nuance.
    ratio('TTFT error p50, 100 streams: k6-llm ÷ bare client', long.ours.ttft.p50 / long.bare.ttft.p50, 1),
  ];
});
