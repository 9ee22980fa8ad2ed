/**
 * What `compare` finds and what it takes for a find: seeded simulation of runs whose truth is known, judged by the code
 * that judges real ones. Needs no k6 and no quiet machine. `--quick` takes a tenth of the comparisons.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bench } from './lib/bench.mjs';
import { root } from './lib/tools.mjs';

const requests = 300;
const sigma = 0.3;
const slower = 1.1;
const gatedP95 = ['ttft.p95', 'total.p95', 'failures', 'cost.per_request'];

const { compareRuns, testFigures, drawBinomial, drawNormal, seededRandom, quantile } = await library();

await bench(
  'compare-power',
  `Comparing runs of ${requests} requests, log-normal σ ${sigma}, four figures that decide`,
  (quick) => {
    const many = quick ? 200 : 2000;
    const some = many / 2;
    const few = many / 20;
    const figures = [];
    const add = (figure, value, goal, note) => figures.push({ figure, value: 100 * value, unit: '%', ...goal, note });

    for (const noise of [0.01, 0.03]) {
      const against = (runs) => `noise ${noise * 100} %, ${runs} against ${runs}`;
      // The promises are for one noise; what comes out of more is told.
      const promised = noise === 0.01;
      const changes = Array.from({ length: many }, (_, seed) => found({ seed, noise, runs: 5 }));
      const shareOf = (...kinds) => changes.filter((all) => all.some((one) => kinds.includes(one.found))).length / many;
      add(`${against(5)} alike: false alarms`, shareOf('worse', 'better'), promised && { limit: 5 }, `of ${many}`);
      const anySize = shareOf('worse', 'better', 'too small');
      add(`${against(5)} alike: false alarms, were changes of any size called`, anySize, promised && { limit: 5 });
      for (const runs of [3, 4, 5, 6, 8, 10]) {
        const seen = (name, gated) =>
          share(some, (seed) =>
            found({ seed, noise, runs, slower, gated }).some((one) => one.name === name && one.found === 'worse'),
          );
        const goal = promised && runs === 5 && { atLeast: 90 };
        add(`${against(runs)}: 10 % slower TTFT found by its p50`, seen('ttft.p50'), goal, `of ${some}`);
        add(`${against(runs)}: 10 % slower TTFT found by its p95`, seen('ttft.p95', gatedP95), undefined, `of ${some}`);
      }
      const verdicts = Array.from({ length: few }, (_, seed) => {
        const { base, head } = sides({ seed, noise, runs: 5 });
        return compareRuns(base, head).figures.find(({ name }) => name === 'ttft.p50').status;
      });
      for (const status of ['no evidence', 'not enough runs']) {
        const said = verdicts.filter((one) => one === status).length / few;
        add(`${against(5)} alike: of TTFT p50 it says "${status}"`, said, undefined, `of ${few}`);
      }
    }
    return figures;
  },
  { simulated: true },
);

/** What the tested figures say. */
function found({ gated, ...plan }) {
  const { base, head } = sides(plan);
  return testFigures(base, head, gated && { gated });
}

function sides({ seed, noise, runs, slower = 1 }) {
  const random = seededRandom(seed * 2_654_435_761);
  const side = (factor) => Array.from({ length: runs }, () => run(noise, factor, random));
  return { base: side(1), head: side(slower) };
}

/** One run: its own luck, then that of each request. TTFT and total know nothing of each other: the worst for alarms. */
function run(noise, ttftFactor, random) {
  const drawn = (median) => {
    const level = Math.log(median) + noise * drawNormal(random);
    return Float64Array.from({ length: requests }, () => Math.exp(level + sigma * drawNormal(random))).sort();
  };
  const ttft = drawn(500 * ttftFactor);
  const total = drawn(3000);
  const cost = drawn(0.002);
  const figure = (value) => ({ value, samples: requests });
  return {
    run: 'simulated',
    endedAt: '2026-11-22T00:00:00Z',
    exchanges: requests,
    unusable: [],
    conditions: {
      scenario: 's',
      protocol: 'p',
      model: 'm',
      baseUrl: 'b',
      transport: 't',
      stream: true,
      options: {},
      versions: { 'k6-llm': '0' },
    },
    figures: {
      'ttft.p50': figure(quantile(ttft, 0.5)),
      'ttft.p95': figure(quantile(ttft, 0.95)),
      'total.p50': figure(quantile(total, 0.5)),
      'total.p95': figure(quantile(total, 0.95)),
      failures: figure(drawBinomial(requests, 0.005, random) / requests),
      'cost.per_request': figure(cost.reduce((sum, one) => sum + one, 0) / requests),
    },
  };
}

function share(of, holds) {
  let hits = 0;
  for (let seed = 1; seed <= of; seed++) if (holds(seed)) hits++;
  return hits / of;
}

/** The sources as Node can load them. */
async function library() {
  const folder = mkdtempSync(path.join(tmpdir(), 'k6-llm-bench-'));
  const outfile = path.join(folder, 'library.mjs');
  const names = {
    'analysis/comparison/compare-runs.ts': 'compareRuns',
    'analysis/comparison/tested-figures.ts': 'testFigures',
    'analysis/statistics/draw.ts': 'drawBinomial, drawNormal',
    'analysis/statistics/quantile.ts': 'quantile',
    'prompts/seeded-random.ts': 'seededRandom',
  };
  const contents = Object.entries(names).map(([file, exported]) => `export { ${exported} } from './lib/${file}';`);
  await build({ stdin: { contents: contents.join('\n'), resolveDir: root }, bundle: true, format: 'esm', outfile });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return loaded;
}
