import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import type { RunFigures } from '../../lib/analysis/comparison/run-figures.ts';
import { figuresOfRun } from '../../lib/report/figures-of-run.ts';
import type { Report } from '../../lib/report/report.ts';
import { wrongUse } from '../cli-error.ts';
import { resultFiles } from '../record/folder.ts';
import { baselineSchema } from '../schemas/baseline.ts';
import { summarySchema } from '../schemas/summary.ts';

const accepted =
  'accepted is the folder of a run, a folder that holds such folders, a summary.json, or a file that --save-baseline wrote';

/** The runs of one side, by what a user gives: run folders, folders of them, summary.json files, baseline files. */
export async function readSide(given: readonly string[], cwd: string): Promise<RunFigures[]> {
  const runs = await Promise.all(given.map((name) => readRuns(name, cwd)));
  return runs.flat();
}

async function readRuns(name: string, cwd: string): Promise<RunFigures[]> {
  const found = path.resolve(cwd, name);
  const kind = await stat(found).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${error.code})`;
    throw wrongUse(`${name}: ${why}; ${accepted}`);
  });
  if (!kind.isDirectory()) return readFileOf(name, found);
  const inside = await readdir(found, { withFileTypes: true });
  if (inside.some(({ name: file }) => file === resultFiles.summary))
    return readFileOf(name, path.join(found, resultFiles.summary));
  const folders = await Promise.all(
    inside
      .filter((entry) => entry.isDirectory())
      .map(async (entry) => {
        const files = await readdir(path.join(found, entry.name)).catch((): string[] => []);
        return files.includes(resultFiles.summary) ? [entry.name] : [];
      }),
  );
  const runs = folders.flat().sort();
  if (runs.length === 0)
    throw wrongUse(`${name}: holds no ${resultFiles.summary}, nor a folder that does; ${accepted}`);
  const read = await Promise.all(
    runs.map((run) => readFileOf(path.join(name, run), path.join(found, run, resultFiles.summary))),
  );
  return read.flat();
}

/** A summary is one run, a baseline several. */
async function readFileOf(name: string, file: string): Promise<RunFigures[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrongUse(`${name}: cannot be read (${error.code}); ${accepted}`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw wrongUse(`${name}: ${path.basename(file)} is no JSON; ${accepted}`);
  }
  if ((parsed as { kind?: unknown } | null)?.kind === 'baseline') return checked(baselineSchema, parsed, name).runs;
  return [figuresOfRun(name, checked(summarySchema, parsed, name) as Report)];
}

function checked<T extends z.ZodType>(schema: T, value: unknown, name: string): z.infer<T> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw wrongUse(`${name}: ${issue?.path.join('.') || 'its form'} is wrong (${issue?.message}); ${accepted}`);
}
