import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../../lib/report/report.ts';
import { wrongUse } from '../cli-error.ts';
import type { ResultsFile } from '../results/find-files.ts';
import { summarySchema } from '../schemas/summary.ts';
import { resultFiles } from './folder.ts';

/** The summary.json in the folder of a results file; undefined if there is none. @throws CliError if it cannot be read */
export async function summaryBeside({ source }: ResultsFile): Promise<Report | undefined> {
  if (typeof source === 'number') return undefined;
  const file = path.join(path.dirname(source), resultFiles.summary);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw wrongUse(`${file}: cannot be read (${error.code}); accepted is a file that you may read`);
  });
  if (text === undefined) return undefined;
  try {
    const { success, error, data } = summarySchema.safeParse(JSON.parse(text));
    if (success) return data as Report;
    const [issue] = error.issues;
    throw wrongUse(
      `${file}: ${issue?.path.join('.') || 'its form'} is wrong (${issue?.message}); accepted is what this version of k6-llm writes`,
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrongUse(`${file}: no valid JSON; accepted is what k6-llm writes, or none`);
  }
}
