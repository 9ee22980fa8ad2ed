import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { runK6 } from './lib/run-k6.mjs';
import { withTruth } from './lib/truth-server.mjs';

const rate = 200;
const tokens = 10;

/** One run of the scenario itself; k6 alone, or with the record that the CLI asks it for. */
async function latenessOf(seconds, record) {
  const out = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    const prompts = path.join(out, 'prompts.jsonl');
    await writeFile(prompts, JSON.stringify({ id: 'short', prompt: 'short', max_tokens: tokens }));
    const environment = (url) => ({
      LLM_BASE_URL: `${url}/v1`,
      LLM_MODEL: 'truth',
      LLM_THRESHOLDS: 'outcomes',
      LLM_RATE: String(rate),
      LLM_DURATION: `${seconds + 2}s`,
      LLM_WARMUP: '2s',
      LLM_TIMEOUT: '2s',
      LLM_PROMPTS: prompts,
      LLM_OUT: out,
    });
    const { used } = await withTruth({ ttftMs: 100, gapMs: 10 }, (url, folder) =>
      runK6({ name: 'poisson', env: environment(url), folder, record }),
    );
    const { metrics, counts, outcomes } = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'));
    const { percentiles, max } = metrics.llm_start_lateness;
    return { p50: percentiles.p50.value, p99: percentiles.p99.value, max, counts, ok: outcomes.ok, used };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

await bench('start-lateness', `Poisson arrivals at ${rate}/s, answers of ${tokens} tokens`, async (quick) => {
  const alone = await latenessOf(quick ? 8 : 40);
  const recorded = await latenessOf(quick ? 8 : 40, 'points');
  return [
    { figure: 'start lateness p50', value: alone.p50, unit: 'ms', note: `n ${alone.counts.finished}` },
    { figure: 'start lateness p99', value: alone.p99, unit: 'ms', limit: 5 },
    { figure: 'start lateness max', value: alone.max, unit: 'ms' },
    { figure: 'requests that did not end well', value: alone.counts.started - alone.ok, unit: 'requests', limit: 0 },
    { figure: 'start lateness p99 while k6 writes its record on the same core', value: recorded.p99, unit: 'ms' },
    { figure: 'CPU of the k6 process, start-up included', value: alone.used.user_ms + alone.used.sys_ms, unit: 'ms' },
    { figure: 'the same with its record', value: recorded.used.user_ms + recorded.used.sys_ms, unit: 'ms' },
  ];
});
