import path from 'node:path';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { askVersion } from './ask-version.ts';
import { buildK6 } from './build.ts';
import { cachedK6Path } from './cache.ts';
import { findOnPath, isExecutable } from './find-on-path.ts';

export interface K6 {
  path: string;
  /** Where it was found, in words. */
  from: 'K6_BIN' | 'our cache' | 'PATH';
}

/** The k6 to use: `K6_BIN`, the one we built, the one on PATH if it has the extension. Undefined if there is none. */
export async function findK6({ env, cwd }: Io): Promise<K6 | undefined> {
  if (env.K6_BIN) return { path: await checkedK6Bin(env.K6_BIN, env, cwd), from: 'K6_BIN' };
  const cached = await cachedK6Path(env);
  if (await isExecutable(cached)) return { path: cached, from: 'our cache' };
  const onPath = await findOnPath('k6', env);
  if (onPath !== undefined && (await askVersion(onPath, env))?.extension !== undefined)
    return { path: onPath, from: 'PATH' };
  return undefined;
}

/** The k6 to use; where there is none it is built. */
export async function needK6(io: Io): Promise<K6> {
  const found = await findK6(io);
  if (found !== undefined) return found;
  const target = await cachedK6Path(io.env);
  await buildK6(io, target);
  return { path: target, from: 'our cache' };
}

/** Who names a k6 wants that one: anything wrong with it is an error, never a reason to take another. */
async function checkedK6Bin(k6Bin: string, env: Io['env'], cwd: string): Promise<string> {
  const file = path.resolve(cwd, k6Bin);
  const accepted = 'accepted is the path of a k6 that has k6/x/sse; without K6_BIN k6-llm finds or builds one';
  if (!(await isExecutable(file))) throw new CliError(exitCodes.noK6, `K6_BIN=${k6Bin}: no such program; ${accepted}`);
  const version = await askVersion(file, env);
  if (version === undefined)
    throw new CliError(exitCodes.noK6, `K6_BIN=${k6Bin}: does not answer \`version --json\` as k6 does; ${accepted}`);
  if (version.extension === undefined) {
    throw new CliError(exitCodes.noK6, `K6_BIN=${k6Bin}: k6 ${version.version} without k6/x/sse; ${accepted}`);
  }
  return file;
}
