/**
 * How far the reported times are from the truth, by number of streams, tokens a frame, protocol, transport and kind of
 * start, each beside the bare client at the same load. About 8 minutes; `--quick` takes four of the loads, in about one.
 */
import { chart, goals, table } from './lib/accuracy-figures.mjs';
import { moreTokensAFrame, oneTokenAFrame, otherWays, saturated, waves } from './lib/accuracy-points.mjs';
import { bench } from './lib/bench.mjs';
import { withBusyCore } from './lib/busy-core.mjs';
import { bareClient, library } from './lib/clients.mjs';
import { load } from './lib/load.mjs';

await bench('accuracy', 'Error against a server of known timing, beside the bare client', async (quick) => {
  const some = (points, ...places) => (quick ? places.map((i) => points[i]) : points);
  const single = await takeAll(some(oneTokenAFrame, 3));
  const more = await takeAll(some(moreTokensAFrame));
  const ways = await takeAll(some(otherWays, 1));
  const wave = await takeAll(some(waves, 0));
  const [condemned] = await withBusyCore(12, () => takeAll([saturated]));
  return {
    figures: [
      ...single.flatMap(goals),
      {
        figure: 'saturated on purpose: the run is called invalid',
        value: condemned.ours.validity.status === 'invalid' ? 1 : 0,
        unit: '',
        atLeast: 1,
        note: condemned.ours.validity.reasons[0],
      },
      {
        figure: 'replies whose tokens were told wrong',
        value: [...single, ...more, ...ways, ...wave].reduce((sum, { ours }) => sum + ours.tokensWrong, 0),
        unit: 'replies',
        limit: 0,
      },
    ],
    tables: [
      table('One token a frame, starts spread', single, 'The first five frames bring reasoning.'),
      table('Four and 16 tokens a frame', more),
      table('TLS, HTTP/2 and the `open` transport', ways),
      table(
        'Synchronised wave',
        wave,
        "All streams start at the same instant, and each token of all is due at the same instant: the server's own queue is part of both errors, and no request is left out for it.",
      ),
      table("Saturated on purpose: twelve busy loops on the client's core", [condemned]),
    ].filter(({ rows }) => rows.length > 0),
    charts: [chart('ttft', 'TTFT error by concurrency', single), chart('longestGap', 'Longest-gap error', single)],
  };
});

async function takeAll(points) {
  const taken = [];
  for (const { label, plan } of points) {
    process.stderr.write(`  ${label}, ${plan.perFrame} a frame${plan.wave ? ', wave' : ''}\n`);
    const bare = await bareClient(load(plan));
    taken.push({ label, plan, bare, ours: await library(load(plan)) });
  }
  return taken;
}
