/**
 * How often rate-limit-discover tells a limit right: its kind, and its rate within 5 %, over seeds and against the
 * simulator. Windows are scaled from 60 s to 2 s, and limits with them. `--quick` takes 3 seeds in place of 20.
 */
import { bench } from './lib/bench.mjs';
import { simulatedRun } from './lib/simulated-run.mjs';

const windowMs = 2000;
const within = 0.05;

const fast = { 'prefill-ms': 10, 'prefill-jitter': 0.3, 'token-ms': 1, 'output-tokens': 4, 'batch-slowdown': 0 };

const cases = [
  { name: 'bucket, requests', limits: { 'limit-kind': 'token-bucket', 'requests-per-window': 60 }, unit: 'requests' },
  { name: 'window, requests', limits: { 'limit-kind': 'fixed-window', 'requests-per-window': 60 }, unit: 'requests' },
  {
    name: 'bucket, tokens by usage',
    limits: { 'limit-kind': 'token-bucket', 'requests-per-window': 200, 'tokens-per-window': 20_000 },
    unit: 'tokens',
  },
  {
    name: 'window, tokens by usage',
    limits: { 'limit-kind': 'fixed-window', 'requests-per-window': 200, 'tokens-per-window': 20_000 },
    unit: 'tokens',
  },
];

await bench('limit-discovery', 'rate-limit-discover against known limits, windows of 2 s', async (quick) => {
  const seeds = quick ? 3 : 20;
  const figures = [];
  for (const one of cases) {
    const runs = [];
    for (let seed = 1; seed <= seeds; seed++) runs.push(await discover(one, seed));
    const wrong = runs.filter(({ right }) => !right).length;
    const errors = runs.map(({ error }) => error).sort((a, b) => a - b);
    figures.push(
      { figure: `${one.name}: wrong of ${seeds}`, value: wrong, unit: 'runs', limit: Math.floor(seeds / 10) },
      { figure: `${one.name}: error, median`, value: errors[Math.floor(seeds / 2)] * 100, unit: '%' },
      { figure: `${one.name}: error, worst`, value: errors[seeds - 1] * 100, unit: '%' },
    );
  }
  return figures;
});

/** One run of the scenario; an error of 1 stands for nothing found. */
async function discover({ limits, unit }, seed) {
  const { findings } = await simulatedRun({
    scenario: 'rate-limit-discover',
    simulator: { ...fast, ...limits, 'window-ms': windowMs, seed },
    // Windows turn at fixed times of the simulator: a run begins anywhere in one.
    waitMs: (seed * 617) % windowMs,
    options: {
      LLM_LIMIT_WINDOW: `${windowMs}ms`,
      LLM_MAX_DURATION: '40s',
      LLM_ALLOW_UNKNOWN_DAILY: 'true',
      // Where there is no limit on tokens, looking for one takes most of the time.
      ...(unit === 'requests' && { LLM_TOKEN_VOLUME: '20000' }),
      LLM_SEED: String(seed),
    },
  });
  const { values } = findings.find(({ name }) => name === `limit on ${unit}`);
  const truth = (limits[`${unit}-per-window`] / windowMs) * 60_000;
  const found = values[`${unit}_per_minute`];
  const error = found === undefined ? 1 : Math.abs(found / truth - 1);
  const kind = values.is_token_bucket === 1 ? 'token-bucket' : 'fixed-window';
  process.stderr.write(`  seed ${seed}: ${kind}, ${found?.toFixed(0)} of ${truth} ${unit} a minute\n`);
  return { error, right: error <= within && kind === limits['limit-kind'] };
}
