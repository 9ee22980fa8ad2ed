import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { runK6 } from './lib/run-k6.mjs';
import { median } from './lib/statistics.mjs';
import { script } from './lib/tools.mjs';

const vus = 300;

/** Memory when all VUs are there and nothing moves any more. */
async function idleMb(name, env, folder, seconds) {
  const { used } = await runK6({ name, env, folder });
  const settled = used.samples.filter(({ at }) => at > used.samples[0].at + (seconds * 1000) / 2);
  return median(settled.map(({ rss_mb }) => rss_mb));
}

await bench('memory-per-vu', `${vus} idle VUs of the ramp scenario against an empty script`, async (quick) => {
  const seconds = quick ? 12 : 30;
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    const empty = await idleMb('empty', { BENCH_VUS: String(vus), BENCH_DURATION: `${seconds}s` }, folder, seconds);
    // The ramp takes as many VUs as its highest rate and its timeout can need: 0.01/s × 30,000 s. Nothing is sent.
    const ours = await idleMb(
      'ramp',
      {
        LLM_BASE_URL: 'http://127.0.0.1:9/v1',
        LLM_MODEL: 'none',
        LLM_START_RATE: '0',
        LLM_STAGES: `${seconds}s:0.01`,
        LLM_WARMUP: '0s',
        LLM_TIMEOUT: '30000s',
        LLM_THRESHOLDS: 'none',
      },
      folder,
      seconds,
    );
    return [
      { figure: 'memory per idle VU over an empty one', value: (ours - empty) / vus, unit: 'MB', limit: 0.35 },
      { figure: 'k6 with 300 VUs of an empty script', value: empty, unit: 'MB' },
      { figure: 'k6 with 300 VUs of ramp.js', value: ours, unit: 'MB' },
      { figure: 'ramp.js, minified', value: statSync(script('ramp')).size / 1000, unit: 'kB', limit: 35 },
      {
        figure: 'lib/once.js, loaded by the first VU alone',
        value: statSync(script('lib/once')).size / 1000,
        unit: 'kB',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
