import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from '../lib/load.mjs';
import { readRows } from '../lib/rows.mjs';
import { percentile } from '../lib/statistics.mjs';
import { k6Binary, root, script } from '../lib/tools.mjs';

const version = () => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/** As the CLI runs it, the record of the run included; the bench's script, so that it follows the plan. */
export const k6Llm = {
  name: 'k6-llm',
  settings: 'bench/k6/library.js: every metric, row, check and the summary, with the record of the run',
  version,
  commandOf: ({ url, plan, folder }) => ({
    argv: [k6Binary, 'run', '--quiet', '--out', `points=${path.join(folder, 'results.json.gz')}`, script('library')],
    env: { ...environment(url, plan), LLM_OUT: folder },
  }),
  reportOf,
};

/** As its users run it: the verdict is the CLI's. */
export const k6LlmCli = {
  name: 'k6-llm',
  settings: '`k6-llm run fixed --thresholds outcomes`: the requests are too few for its limits on times',
  version,
  commandOf: ({ url, plan, folder }) => {
    const argv = [process.execPath, path.join(root, 'cli/k6-llm.mjs'), 'run', 'fixed'];
    argv.push('--users', String(plan.streams), '--requests', String(plan.streams * plan.rounds));
    argv.push('--thresholds', 'outcomes');
    const endpoint = { LLM_BASE_URL: `${url}/v1`, LLM_MODEL: 'sim' };
    return { argv, env: { ...endpoint, K6_BIN: k6Binary, LLM_OUT: folder, LLM_PROMPT_LENGTHS: 'tiny' } };
  },
  reportOf,
};

async function reportOf({ folder }) {
  const file = path.join(folder, 'summary.json');
  if (!existsSync(file)) return undefined;
  const { counts, outcomes, findings } = JSON.parse(readFileSync(file, 'utf8'));
  // The summary tells no p99 of few requests; the rows have each.
  const rows = await readRows(path.join(folder, 'results.json.gz'));
  const first = rows
    .filter(({ phase, outcome }) => phase === 'measured' && outcome === 'ok')
    .map(({ first_token_ms: ms }) => ms);
  const ok = outcomes.ok ?? 0;
  const stalled = findings.find(({ name }) => name === 'streams')?.values.stalled ?? 0;
  return {
    ok,
    failed: counts.finished - ok,
    flags: Object.keys(outcomes)
      .filter((outcome) => outcome !== 'ok' && outcomes[outcome] > 0)
      .concat(stalled > 0 ? ['stalled'] : []),
    ttft: first.length > 0 ? { p50: percentile(first, 50), p99: percentile(first, 99) } : undefined,
  };
}
