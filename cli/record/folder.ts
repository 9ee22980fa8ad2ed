import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { wrongUse } from '../cli-error.ts';

/** What a run leaves in its folder. */
export const resultFiles = { points: 'results.json.gz', summary: 'summary.json', markdown: 'summary.md' } as const;

/** `results/ramp-20261122-064512`, in local time; a second run in the same second gets `-2`. */
export async function createResultsFolder(cwd: string, name: string, now: Date): Promise<string> {
  const base = path.join(cwd, 'results', `${name}-${stamp(now)}`);
  try {
    await mkdir(path.dirname(base), { recursive: true });
    for (let attempt = 1; ; attempt++) {
      const folder = attempt === 1 ? base : `${base}-${attempt}`;
      if (await made(folder)) return folder;
    }
  } catch (error) {
    throw wrongUse(
      `results/ cannot be made in ${cwd} (${codeOf(error)}); accepted is a folder that you may write to, or --out`,
    );
  }
}

/** False if somebody else has made it. */
async function made(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** The folder that the user names. One that holds a run is refused: neither is a run overwritten nor its verdict read. */
export async function useResultsFolder(
  cwd: string,
  given: string,
  reword: (message: string) => string,
): Promise<string> {
  const folder = path.resolve(cwd, given);
  const refuse = (what: string): Error => wrongUse(reword(`LLM_OUT=${given}: ${what}`));
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory())
    throw refuse('is a file; accepted is a folder, new or without a run in it');
  const holds = found === undefined ? [] : await readdir(folder);
  const taken = Object.values(resultFiles).find((file) => holds.includes(file));
  if (taken !== undefined)
    throw refuse(`holds a run already (${taken}); accepted is a folder, new or without a run in it`);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw refuse(`cannot be made (${codeOf(error)}); accepted is a folder that you may write to`);
  }
  return folder;
}

/** Takes an empty folder away again, when the run did not start. */
export async function removeIfEmpty(folder: string): Promise<void> {
  if ((await readdir(folder)).length === 0) await rm(folder, { recursive: true });
}

function stamp(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
