import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from '../../../lib/measure/row.ts';
import type { Report } from '../../../lib/report/report.ts';
import { row } from '../../analysis/gate/rows.ts';
import { goodMetrics, k6Data, reportOf } from '../../report/k6-data.ts';
import { pointLine } from '../results/recorded-points.ts';

function linesOf(rows: Row[]): string[] {
  return rows.flatMap((one) => [
    pointLine('llm_started', 1, { phase: one.phase, scenario: one.scenario }),
    pointLine(
      'llm_requests',
      1,
      { phase: one.phase, scenario: one.scenario, outcome: one.outcome },
      { row: JSON.stringify(one) },
    ),
  ]);
}

/** The summary of a run of so many measured exchanges, valid and passed. */
export function summaryOf(finished: number, changes: Partial<Report> = {}): Report {
  const report = reportOf(k6Data(goodMetrics), { scenario: 'fixed' });
  return {
    ...report,
    windows: [],
    counts: { started: finished, finished, warmup: 0, dropped: 0 },
    outcomes: { ok: finished },
    validity: { status: 'valid', reasons: [] },
    ...changes,
  };
}

interface RunFolder {
  rows?: Row[];
  /** Besides those of the rows. */
  lines?: string[];
  /** `none`: a killed run leaves none. @default that of a good run of these rows */
  summary?: Report | 'none';
  /** How much of the packed file is there, 0 to 1. @default all */
  part?: number;
}

/** A run's folder as `k6-llm run` leaves it: 200 good answers unless told otherwise. */
export function runFolder(cwd: string, name: string, { rows, lines = [], summary, part = 1 }: RunFolder = {}): string {
  const all = rows ?? Array.from({ length: 200 }, (_, i) => row({ id: `1-${i}`, start_ms: i }));
  const folder = path.join(cwd, name);
  mkdirSync(folder, { recursive: true });
  const packed = gzipSync(`${[...linesOf(all), ...lines].join('\n')}\n`);
  writeFileSync(path.join(folder, 'results.json.gz'), packed.subarray(0, Math.floor(packed.length * part)));
  if (summary !== 'none') {
    const measured = all.filter(({ phase }) => phase === 'measured').length;
    writeFileSync(path.join(folder, 'summary.json'), JSON.stringify(summary ?? summaryOf(measured)));
  }
  return folder;
}
