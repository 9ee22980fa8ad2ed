import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from '../lib/load.mjs';
import { percentile } from '../lib/statistics.mjs';
import { root } from '../lib/tools.mjs';
import { inEnvironment, installedVersion } from './python-package.mjs';

export const locust = {
  name: 'Locust',
  settings: 'FastHttpUser in our bench/peers/locustfile.py, one process',
  version: () => installedVersion('locust'),
  commandOf: ({ url, plan, folder }) => {
    const users = String(plan.streams);
    const argv = [inEnvironment('locust', 'locust'), '-f', path.join(root, 'bench/peers/locustfile.py')];
    argv.push('--headless', '--users', users, '--spawn-rate', users, '--host', `${url}/v1`);
    // Its table is a line a request: it writes one file at the end.
    argv.push('--only-summary', '--json-file', path.join(folder, 'report'));
    return { argv, env: environment(url, plan) };
  },
  reportOf: ({ folder }) => {
    const file = path.join(folder, 'report.json');
    if (!existsSync(file)) return undefined;
    const entries = JSON.parse(readFileSync(file, 'utf8'));
    const chat = entries.find(({ name }) => name === 'chat');
    const first = entries.find(({ method }) => method === 'LLM');
    if (chat === undefined) return undefined;
    const failed = chat.num_failures;
    const ttft = first && { p50: percentileOf(first.response_times, 50), p99: percentileOf(first.response_times, 99) };
    return { ok: chat.num_requests - failed, failed, ttft };
  },
};

/** Locust keeps times as a histogram, rounded to two digits: what it reports is no finer. */
function percentileOf(histogram, p) {
  const times = Object.entries(histogram).flatMap(([time, count]) => Array.from({ length: count }, () => Number(time)));
  return percentile(times, p);
}
