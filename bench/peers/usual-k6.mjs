import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from '../lib/load.mjs';
import { k6Binary, script } from '../lib/tools.mjs';

export const usualK6 = {
  name: 'usual k6 script',
  settings: 'our bench/k6/usual.js with an SSE extension; its short warm-up requests are in its figures',
  countsWarmup: true,
  version: () => /v\d[\d.]*/.exec(execFileSync(k6Binary, ['version'], { encoding: 'utf8' }))?.[0],
  commandOf: ({ url, plan, folder }) => ({
    argv: [k6Binary, 'run', '--quiet', '--summary-trend-stats', 'med,p(99)', script('usual')],
    env: { ...environment(url, plan), K6_SUMMARY_EXPORT: path.join(folder, 'report.json') },
  }),
  reportOf: ({ folder }) => {
    const file = path.join(folder, 'report.json');
    if (!existsSync(file)) return undefined;
    const { usual_failed: rate, usual_time_to_first_token: ttft } = JSON.parse(readFileSync(file, 'utf8')).metrics;
    // Nothing counted: the handler threw in each iteration, which k6 logs and passes over.
    if (rate === undefined) return { ok: 0, failed: 0, flags: ['exceptions in the log'] };
    // A k6 rate's passes are its non-zero samples: here, what failed.
    return { ok: rate.fails, failed: rate.passes, ttft: ttft && { p50: ttft.med, p99: ttft['p(99)'] } };
  },
};
