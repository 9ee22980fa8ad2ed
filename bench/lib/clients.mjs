import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cpuOf } from './cpu.mjs';
import { errorsOf } from './errors.mjs';
import { environment } from './load.mjs';
import { runBare } from './run-bare.mjs';
import { runK6 } from './run-k6.mjs';
import { percentile } from './statistics.mjs';
import { withTruth } from './truth-server.mjs';

/**
 * The clients that are compared. Each runs the same plan against a server of its own and says what it used, and, if it
 * tells single requests, its errors, its own lateness and how many it finished.
 */
export async function bareClient(plan) {
  const ran = await withTruth(plan, (url, folder) => runBare(url, plan, folder));
  const { total, startUp, streams, truth, used, begin, firstRequest } = ran;
  const measured = streams.map((one) => ({
    id: one.id,
    ttft: one.ttft,
    firstAnswer: one.first_answer,
    total: one.end,
    // Of one frame there is no gap.
    ...(one.frames > 1 && { gapP50: one.gap_p50, gapP99: one.gap_p99, longestGap: one.longest_gap }),
  }));
  return {
    ...cpuOf.bare(total, startUp),
    ...{ finished: streams.length, used, begin, firstRequest },
    ...errorsOf(measured, truth),
    lagP99: percentile(
      streams.map(({ lag }) => lag),
      99,
    ),
  };
}

/**
 * The library with all that it does: metrics, row, checks, summary, and, unless `record` is false, the record of the run
 * as the CLI asks for it. Without one there are no rows to compare with the truth.
 */
export async function library(plan, { record = 'points' } = {}) {
  const { used, rows, truth, begin, firstRequest, summary } = await withTruth(plan, async (url, folder) => {
    const out = path.join(folder, 'out');
    await mkdir(out);
    const env = { ...environment(url, plan), LLM_OUT: out };
    const ran = await runK6({ name: 'library', env, folder, record });
    return { ...ran, summary: JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8')) };
  });
  const ok = rows.filter(({ phase, outcome }) => phase === 'measured' && outcome === 'ok');
  const measured = ok.map((row) => ({
    id: row.prompt,
    ttft: row.first_token_ms,
    firstAnswer: row.first_answer_token_ms,
    total: row.end_ms,
    tokens: row.tokens?.output,
    gapP50: row.gap_p50_ms,
    gapP99: row.gap_p99_ms,
    longestGap: row.longest_gap_ms,
  }));
  const lags = ok.flatMap(({ lag_ms: lag }) => (lag === undefined ? [] : [lag]));
  return {
    ...cpuOf.k6(used, begin),
    ...{ finished: record ? ok.length : summary.outcomes.ok, used, begin, firstRequest },
    ...errorsOf(measured, truth),
    lagP99: percentile(lags, 99),
    validity: summary.validity,
  };
}

/** A usual script, without a record: with one, k6 would write a line for each token. */
export async function usualScript(plan) {
  const { used, begin, firstRequest } = await withTruth(plan, (url, folder) =>
    runK6({ name: 'usual', env: environment(url, plan), folder }),
  );
  return { ...cpuOf.k6(used, begin), used, begin, firstRequest };
}
