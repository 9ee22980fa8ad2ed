import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { arrivalsOf } from './arrivals.mjs';
import { inEnvironment, installedVersion } from './python-package.mjs';
import { writeTokenizer } from './tokenizer.mjs';

export const evalscope = {
  name: 'EvalScope',
  isBenchTool: true,
  settings: 'open loop, which is Poisson arrivals; tokens counted by the server, no test of the connection',
  version: () => installedVersion('evalscope'),
  commandOf: ({ url, plan, folder, hasUsage = true }) => {
    const { requests, perSecond } = arrivalsOf(plan);
    const prompts = path.join(folder, 'prompts.txt');
    writeFileSync(prompts, Array.from({ length: requests }, (_, i) => `evalscope-${i + 1}`).join('\n'));
    const argv = [inEnvironment('evalscope', 'evalscope'), 'perf', '--url', `${url}/v1/chat/completions`];
    argv.push('--model', 'truth', '--api', 'openai', '--stream', '--no-test-connection');
    argv.push('--open-loop', '--rate', perSecond, '--number', requests, '--max-tokens', plan.tokens);
    argv.push('--dataset', 'line_by_line', '--dataset-path', prompts, '--min-prompt-length', '0');
    // Without usage it stops unless it can count itself; loading that costs it some CPU.
    if (!hasUsage) argv.push('--tokenizer-path', writeTokenizer());
    argv.push('--outputs-dir', path.join(folder, 'outputs'), '--no-timestamp');
    return { argv: argv.map(String), env: {} };
  },
  reportOf: ({ folder }) => {
    const summary = findReport(folder, 'benchmark_summary.json');
    if (summary === undefined) return undefined;
    const ttftAt = (p) => findReport(folder, 'benchmark_percentile.json')?.find((row) => row.Percentiles === `${p}%`);
    const [p50, p99] = [50, 99].map((p) => ttftAt(p)?.['TTFT (ms)']);
    const ok = summary['Success Requests'];
    return { ok, failed: summary['Failed Requests'], ttft: p50 > 0 ? { p50, p99 } : undefined };
  },
};

/** A report in the folder of the run, whose name holds the load. */
function findReport(folder, name) {
  const outputs = path.join(folder, 'outputs');
  if (!existsSync(outputs)) return undefined;
  const file = readdirSync(outputs, { recursive: true }).find((one) => path.basename(one) === name);
  // Where nothing was measured it writes NaN, which is no JSON.
  return file && JSON.parse(readFileSync(path.join(outputs, file), 'utf8').replace(/\bNaN\b/g, 'null'));
}
