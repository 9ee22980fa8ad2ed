import { bench } from './lib/bench.mjs';
import { bareClient, library } from './lib/clients.mjs';
import { load } from './lib/load.mjs';
import { median } from './lib/statistics.mjs';

/** Memory right before the first request, and while every stream is open. */
function levels({ used, begin, firstRequest }, { ttftMs, tokens, gapMs }) {
  const between = (from, to) =>
    median(used.samples.flatMap(({ at, rss_mb: rss }) => (at > from && at <= to ? [rss] : [])));
  return {
    idle: between(firstRequest - 300, firstRequest),
    open: between(begin + ttftMs + gapMs, begin + ttftMs + (tokens - 2) * gapMs),
  };
}

await bench('memory-per-stream', 'Memory per open stream, all open at once', async (quick) => {
  const streams = quick ? 300 : 1000;
  const plan = load({
    ...{ streams, rounds: 1, tokens: quick ? 8 : 16, ttftMs: 2000, gapMs: 500, warmupMs: 4000 },
    wave: true,
  });
  const bare = levels(await bareClient(plan), plan);
  const ran = await library(plan);
  const ours = levels(ran, plan);
  const kB = (mb) => (mb * 1024) / streams;
  return [
    {
      figure: 'added by an open stream to its idle virtual user',
      value: kB(ours.open - ours.idle),
      unit: 'kB',
      limit: 250,
      note: `${streams} streams`,
    },
    { figure: 'k6-llm in all, per stream', value: kB(ours.open), unit: 'kB' },
    { figure: 'bare client in all, per stream', value: kB(bare.open), unit: 'kB' },
    { figure: 'k6-llm before the first request', value: ours.idle, unit: 'MB' },
    { figure: 'k6-llm with all streams open', value: ours.open, unit: 'MB' },
    { figure: 'streams not finished', value: streams - ran.finished, unit: 'streams', limit: 0 },
  ];
});
