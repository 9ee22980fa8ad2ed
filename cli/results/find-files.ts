import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { wrongUse } from '../cli-error.ts';
import { resultFiles } from '../record/folder.ts';

/** Where results are read from. */
export interface ResultsFile {
  /** As the user would name it. */
  name: string;
  /** A path, or the descriptor of standard input. */
  source: string | number;
}

/** A plain file is what `k6 run --out json=results.json` leaves. */
const accepted = [resultFiles.points, 'results.json'];

/**
 * The files that are meant by what a user gives: files, results folders, `-` for standard input. One that is named
 * twice is read once, for its money was spent once. Throws a wrong use for what is not there.
 */
export async function findResultsFiles(
  given: string[],
  { cwd, stdin }: { cwd: string; stdin: { fd?: number } },
): Promise<ResultsFile[]> {
  const files = new Map<string | number, ResultsFile>();
  for (const name of given) {
    const file = name === '-' ? standardInput(stdin) : await findFile(name, cwd);
    const key = typeof file.source === 'number' ? file.source : await realpath(file.source);
    if (!files.has(key)) files.set(key, file);
  }
  return [...files.values()];
}

function standardInput({ fd }: { fd?: number }): ResultsFile {
  if (fd === undefined) throw wrongUse('-: there is no standard input; accepted is a file or a results folder');
  return { name: 'standard input', source: fd };
}

async function findFile(name: string, cwd: string): Promise<ResultsFile> {
  const source = path.resolve(cwd, name);
  const found = await stat(source).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${error.code})`;
    throw wrongUse(`${name}: ${why}; accepted is a results.json, plain or packed, a results folder, or -`);
  });
  if (!found.isDirectory()) return { name, source };
  const holds = await readdir(source, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw wrongUse(`${name}: cannot be read (${error.code}); accepted is a folder that you may read`);
  });
  const file = accepted.find((candidate) => holds.some((entry) => entry.name === candidate));
  if (file === undefined) throw wrongUse(await withoutResults(name, source, holds));
  return { name: path.join(name, file), source: path.join(source, file) };
}

async function withoutResults(
  name: string,
  folder: string,
  holds: { name: string; isDirectory(): boolean }[],
): Promise<string> {
  const runs: string[] = [];
  for (const entry of holds.filter((candidate) => candidate.isDirectory())) {
    const inside = await readdir(path.join(folder, entry.name)).catch(() => []);
    if (inside.some((file) => accepted.includes(file))) runs.push(path.join(name, entry.name));
  }
  const what = `${name}: holds no ${accepted.join(' and no ')}`;
  if (runs.length === 0) return `${what}; accepted is the folder of a run, as \`k6-llm run\` leaves it in results/`;
  const latest = runs.sort().at(-1);
  return runs.length === 1
    ? `${what}, and 1 folder that does; name the one that you mean: ${latest}`
    : `${what}, and ${runs.length} folders that do; name those that you mean, such as ${latest}`;
}
