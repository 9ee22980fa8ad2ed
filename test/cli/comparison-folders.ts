import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../lib/report/report.ts';
import { goodMetrics, k6Data, reportOf } from '../report/k6-data.ts';

const good = reportOf(k6Data(goodMetrics));

/** The report of a run of 900 requests whose median time to first token is this; whatever else is wanted goes over it. */
export function reportWith(ttftMs: number, over: Partial<Report> = {}): Report {
  const first = good.metrics.llm_time_to_first_token;
  const p50 = { value: ttftMs, samples: 900, enough: true };
  return {
    ...good,
    metrics: {
      ...good.metrics,
      ...(first && { llm_time_to_first_token: { ...first, percentiles: { ...first.percentiles, p50 } } }),
    },
    ...over,
  };
}

let minutes = 0;

/** `<cwd>/<name>/1`, `/2`, …: one run folder for each report; no two runs ended at the same time. */
export function writeRuns(cwd: string, name: string, reports: Report[]): void {
  reports.forEach((report, i) => {
    const folder = path.join(cwd, name, String(i + 1));
    mkdirSync(folder, { recursive: true });
    const endedAt = new Date(Date.UTC(2026, 10, 22, 12, minutes++)).toISOString();
    writeFileSync(path.join(folder, 'summary.json'), JSON.stringify({ ...report, endedAt }));
  });
}

export const runsOfFive = (from: number, over?: Partial<Report>): Report[] =>
  [0, 1, 2, 3, 4].map((step) => reportWith(from + step, over));
