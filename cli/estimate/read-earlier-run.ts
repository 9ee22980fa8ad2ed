import { createEarlierRunReader, type EarlierRun } from '../../lib/cost/estimate/earlier-run.ts';
import { wrongUse } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { readResults } from '../results/read-results.ts';

/** What one or several runs that have been tell of the next. Throws as `readResults` does, and where no request is in them. */
export async function readEarlierRun(results: string[], io: Io): Promise<EarlierRun> {
  const reader = createEarlierRunReader();
  await readResults(results, io, { onRow: reader.add });
  const run = reader.result();
  if (run === undefined) {
    throw wrongUse(
      `--like ${results.join(' --like ')}: holds no request of k6-llm; accepted is what \`k6-llm run\` left`,
    );
  }
  return run;
}
