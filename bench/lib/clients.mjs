import { cpuOf } from './cpu.mjs';
import { firstTokenErrors } from './errors.mjs';
import { environment } from './load.mjs';
import { runBare } from './run-bare.mjs';
import { runK6 } from './run-k6.mjs';
import { withTruth } from './truth-server.mjs';

/**
 * The clients that are compared. Each runs the same plan against a server of its own and says what it used, and, if it
 * tells single requests, its errors and how many it finished.
 */
export async function bareClient(plan) {
  const { total, startUp, streams, truth } = await withTruth(plan, (url) => runBare(url, plan));
  const measured = streams.map(({ id, ttft }) => ({ id, firstTokenMs: ttft }));
  return { ...cpuOf.bare(total, startUp), finished: streams.length, ttft: firstTokenErrors(measured, truth) };
}

/** The library with all that it does: metrics, row, checks, summary, and k6's own record as the CLI asks for it. */
export async function library(plan) {
  const { used, rows, truth, begin } = await withTruth(plan, (url, folder) =>
    runK6({ name: 'library', env: environment(url, plan), folder, rows: true }),
  );
  const ok = rows.filter(({ phase, outcome }) => phase === 'measured' && outcome === 'ok');
  const measured = ok.map((row) => ({ id: row.prompt, firstTokenMs: row.first_token_ms }));
  return { ...cpuOf.k6(used, begin), finished: ok.length, ttft: firstTokenErrors(measured, truth) };
}

/** A usual script, without a record: with one, k6 would write a line for each token. */
export async function usualScript(plan) {
  const { used, begin } = await withTruth(plan, (url, folder) =>
    runK6({ name: 'usual', env: environment(url, plan), folder }),
  );
  return cpuOf.k6(used, begin);
}
