import type { AnalysisInput } from '../../lib/analysis/analysis-input.ts';
import type { Row } from '../../lib/measure/row.ts';
import { type OptionRow, optionTable } from '../../lib/options/table.ts';
import type { Report } from '../../lib/report/report.ts';
import { wrongUse } from '../cli-error.ts';
import type { Io } from '../io.ts';
import type { ResultsFile } from '../results/find-files.ts';
import { type ResultsRead, readResults } from '../results/read-results.ts';

/** About a gigabyte: analyses sort and group all requests, so they hold them all. */
export const mostRequests = 1_000_000;

/** All that a run's analyses need, from its record and the summary beside it. */
export async function readRunRows(
  file: ResultsFile,
  summary: Report,
  io: Pick<Io, 'cwd' | 'stdin'>,
): Promise<{ input: AnalysisInput; read: ResultsRead }> {
  const { windows, options } = summary;
  const rows: Row[] = [];
  const started = new Map<string, number>();
  const read = await readResults([file.name], io, {
    onRow(row) {
      if (rows.length === mostRequests)
        throw wrongUse(`${file.name}: holds more than ${mostRequests} requests; accepted is a shorter run`);
      rows.push(row);
    },
    onPoint: {
      llm_started({ tags }) {
        if (tags.window !== undefined) started.set(tags.window, (started.get(tags.window) ?? 0) + 1);
      },
    },
  });
  const startedByWindow: number[] = [];
  for (const { index } of windows) startedByWindow[index] = started.get(String(index)) ?? 0;
  const seed = optionIn(options, optionTable.seed);
  const metric = optionIn(options, optionTable.saturationMetric);
  const input: AnalysisInput = {
    rows,
    windows,
    model: windows.some(({ users }) => users !== undefined) ? 'closed' : 'open',
    startedByWindow,
    seed: seed ?? 1,
    ...(metric === undefined ? {} : { metric }),
  };
  return { input, read };
}

/** As it was in the run, or as it is where that run did not know it yet. */
function optionIn<T>(options: Report['options'], { env, kind, default: byDefault }: OptionRow<T>): T | undefined {
  const text = options[env] ?? byDefault;
  return text === undefined ? undefined : kind.parse(text);
}
