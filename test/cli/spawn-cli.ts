import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { findK6 } from '../../cli/k6/find.ts';
import { fakeIo } from './fake-io.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface SpawnedCli {
  child: ChildProcess;
  /** What was said until now. */
  said: { stdout: string; stderr: string };
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/**
 * The command line as its users start it, in a process group of its own: `process.kill(-child.pid)` is then what a
 * terminal does at Ctrl-C. Nothing of the developer's LLM_ settings gets in.
 */
export async function spawnCli(args: string[], env: Record<string, string>, cwd: string): Promise<SpawnedCli> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'cli/k6-llm.mjs'), ...args], {
    cwd,
    env: { PATH, HOME, K6_BIN: await k6Path(), ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
  return { child, said, ended };
}

/** Runs it to its end. */
export async function runCli(
  args: string[],
  env: Record<string, string>,
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return (await spawnCli(args, env, cwd)).ended;
}

let found: Promise<string> | undefined;

/** The k6 that the product itself would use. */
export function k6Path(): Promise<string> {
  found ??= findK6({ ...fakeIo([]), env: process.env, cwd: root }).then((k6) => {
    if (k6 === undefined) throw new Error('no k6 with the extension: run `node cli/k6-llm.mjs build-k6` first');
    return k6.path;
  });
  return found;
}
