import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { runK6 } from './lib/run-k6.mjs';
import { median } from './lib/statistics.mjs';
import { script } from './lib/tools.mjs';

const vus = 300;

/**
 * A ramp that sends one request, at its very end: k6 ends a schedule without any at once. The VUs of an open load are
 * all there from the beginning: as many as its highest rate × the timeout can need.
 */
const idle = ({ seconds }) => {
  const peak = Math.ceil(220 / seconds) / 100;
  return { peak, timeoutSeconds: Math.floor(vus / peak) };
};

/** Memory when all VUs are there and nothing moves any more. */
async function idleMb(name, env, folder) {
  const { used } = await runK6({ name, env, folder });
  const { samples } = used;
  const middle = (samples[0].at + samples.at(-1).at) / 2;
  return median(samples.filter(({ at }) => at > middle).map(({ rss_mb }) => rss_mb));
}

const kB = (name) => statSync(script(name)).size / 1000;

await bench('memory-per-vu', `${vus} idle VUs of the ramp scenario against an empty script`, async (quick) => {
  const seconds = quick ? 12 : 16;
  const { peak, timeoutSeconds } = idle({ seconds });
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    const empty = await idleMb(
      'empty',
      { BENCH_VUS: String(vus), BENCH_PEAK: String(peak), BENCH_SECONDS: String(seconds) },
      folder,
    );
    const ours = await idleMb(
      'ramp',
      {
        // Nothing listens there: the one request is refused at once.
        LLM_BASE_URL: 'http://127.0.0.1:9/v1',
        LLM_MODEL: 'none',
        LLM_START_RATE: '0',
        LLM_STAGES: `${seconds}s:${peak}`,
        LLM_WARMUP: '0s',
        LLM_TIMEOUT: `${timeoutSeconds}s`,
        LLM_THRESHOLDS: 'none',
      },
      folder,
    );
    return [
      { figure: 'memory per idle VU over an empty one', value: (ours - empty) / vus, unit: 'MB', limit: 0.35 },
      { figure: `k6 with ${vus} VUs of an empty script`, value: empty, unit: 'MB' },
      { figure: `k6 with ${vus} VUs of ramp.js`, value: ours, unit: 'MB' },
      { figure: 'ramp.js, all that a virtual user loads, minified', value: kB('ramp'), unit: 'kB', limit: 35 },
      {
        figure: 'the same where there are no workers: with vu-client.js and its protocol',
        value: kB('ramp') + kB('lib/vu-client') + kB('lib/openai-chat'),
        unit: 'kB',
        limit: 35,
      },
      { figure: 'lib/once.js, loaded by the first VU alone', value: kB('lib/once'), unit: 'kB' },
      { figure: 'lib/worker.js, loaded by the few workers', value: kB('lib/worker'), unit: 'kB' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
