import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { arrivalsOf } from './arrivals.mjs';
import { inEnvironment, installedVersion } from './python-package.mjs';
import { writeTokenizer } from './tokenizer.mjs';

export const aiperf = {
  name: 'AIPerf',
  isBenchTool: true,
  settings: 'constant request rate, tokens counted by the server, no screen, no telemetry',
  version: () => installedVersion('aiperf'),
  commandOf: ({ url, plan, folder }) => {
    const { requests, perSecond } = arrivalsOf(plan);
    const argv = [inEnvironment('aiperf', 'aiperf'), 'profile', '--model', 'truth', '--url', url];
    argv.push('--endpoint-type', 'chat', '--streaming', '--arrival-pattern', 'constant');
    argv.push('--request-rate', perSecond, '--request-count', requests);
    argv.push('--synthetic-input-tokens-mean', '20', '--output-tokens-mean', plan.tokens, '--use-legacy-max-tokens');
    argv.push('--tokenizer', writeTokenizer(), '--use-server-token-count');
    argv.push('--ui', 'none', '--no-gpu-telemetry', '--no-server-metrics', '--artifact-dir', folder);
    return { argv: argv.map(String), env: {} };
  },
  reportOf: ({ folder, said }) => {
    const file = path.join(folder, 'profile_export_aiperf.json');
    if (!existsSync(file)) return countsIn(said);
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const ttft = report.time_to_first_token;
    return {
      ok: report.request_count?.avg ?? 0,
      failed: report.error_request_count?.avg ?? 0,
      ttft: ttft && { p50: ttft.p50, p99: ttft.p99 },
    };
  },
};

/** With no answer at all it writes no report, and tells the counts in its log. */
function countsIn(said) {
  const [, ok, failed] = /Processed (\d+) valid requests and (\d+) errors/.exec(said) ?? [];
  return ok && { ok: Number(ok), failed: Number(failed) };
}
