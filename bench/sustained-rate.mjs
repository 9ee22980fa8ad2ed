/**
 * How many streams of 50 tokens/s one core reads before the client itself is late, by what it says and by the server's truth
 * of the first token. `--quick` takes a coarse ladder up to 600 streams.
 */
import { bench } from './lib/bench.mjs';
import { bareClient, library } from './lib/clients.mjs';
import { highestRung, ladder } from './lib/highest-rung.mjs';
import { load } from './lib/load.mjs';

const perStream = 50;

await bench('sustained-rate', 'Largest rate that one core sustains, streams of 50 tokens/s', async (quick) => {
  const rungs = quick ? ladder(100, 600, 1.7) : ladder(100, 2400, 1.1);
  const bare = await ceilings('bare client', bareClient, rungs);
  const ours = await ceilings('k6-llm', library, rungs);
  const figures = [];
  for (const limit of [10, 5]) {
    const lag = `client lag p99 and TTFT error p99 ≤ ${limit} ms`;
    figures.push(
      {
        figure: `k6-llm ÷ bare client, ${lag}`,
        value: ours[limit] / bare[limit],
        unit: '×',
        ...(limit === 10 && { atLeast: 0.75 }),
      },
      { figure: `k6-llm, ${lag}`, value: ours[limit] * perStream, unit: 'tokens/s', note: `${ours[limit]} streams` },
      {
        figure: `bare client, ${lag}`,
        value: bare[limit] * perStream,
        unit: 'tokens/s',
        note: `${bare[limit]} streams`,
      },
    );
  }
  return figures;
});

async function ceilings(name, run, rungs) {
  const known = new Map();
  const lagAt = async (streams) => {
    const plan = load({
      streams,
      rounds: 2,
      tokens: 100,
      ttftMs: 200,
      gapMs: 1000 / perStream,
      warmupMs: 2000 + streams,
    });
    const { lagP99 = Number.POSITIVE_INFINITY, finished, ttft } = await run(plan);
    process.stderr.write(
      `  ${name}, ${streams} streams: lag p99 ${lagP99.toFixed(1)} ms, TTFT error p99 ${ttft.p99?.toFixed(1)} ms, ` +
        `server late in ${ttft.serverLate} of ${finished}\n`,
    );
    // Who does not finish its streams sustains nothing, nor who tells no first token.
    return finished === streams * 2 ? Math.max(lagP99, ttft.p99 ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  };
  // None at all: below the lowest.
  return {
    10: (await highestRung(rungs, 10, lagAt, known)) ?? 0,
    5: (await highestRung(rungs, 5, lagAt, known)) ?? 0,
  };
}
