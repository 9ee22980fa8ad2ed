import { bench } from './lib/bench.mjs';
import { bareClient, library, usualScript } from './lib/clients.mjs';
import { load } from './lib/load.mjs';

await bench('short-exchange', 'CPU per exchange of 5 tokens, 100 users, 430/s', async (quick) => {
  const plan = load({ streams: 100, rounds: quick ? 15 : 60, tokens: 5, ttftMs: 20, gapMs: 2 });
  const exchanges = plan.streams * plan.rounds;
  const each = ({ net }) => (net * 1000) / exchanges;
  const bare = await bareClient(plan);
  const ours = await library(plan, { record: false });
  const recorded = await library(plan);
  const recordedByK6 = await library(plan, { record: 'json' });
  const usual = await usualScript(plan);
  return [
    {
      figure: 'k6-llm, CPU per exchange: metrics, row and checks',
      value: each(ours),
      unit: 'µs',
      limit: 400,
      note: `net of start-up; ${exchanges} exchanges`,
    },
    { figure: 'the same with the record of the run', value: each(recorded), unit: 'µs' },
    { figure: "the same with k6's own JSON output", value: each(recordedByK6), unit: 'µs' },
    { figure: 'bare client, CPU per exchange', value: each(bare), unit: 'µs' },
    { figure: 'usual k6 script, CPU per exchange', value: each(usual), unit: 'µs', note: 'without a record' },
    { figure: 'k6-llm ÷ bare client', value: ours.net / bare.net, unit: '×' },
    { figure: 'k6-llm ÷ usual k6 script', value: ours.net / usual.net, unit: '×' },
    { figure: 'exchanges that did not end well', value: exchanges - ours.finished, unit: 'exchanges', limit: 0 },
  ];
});
