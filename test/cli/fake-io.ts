import { EventEmitter } from 'node:events';
import type { Io } from '../../cli/io.ts';
import { run } from '../../cli/run.ts';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export interface FakeIo extends Io {
  signals: EventEmitter;
  said: { stdout: string; stderr: string };
}

/** A process of our own: nothing of the developer's environment but PATH and HOME gets in. */
export function fakeIo(argv: string[], env: Record<string, string> = {}, cwd = process.cwd()): FakeIo {
  const said = { stdout: '', stderr: '' };
  const output = (name: keyof typeof said) => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const { PATH = '', HOME = '' } = process.env;
  return {
    argv,
    env: { PATH, HOME, ...env },
    cwd,
    stdin: {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    signals: new EventEmitter(),
    said,
  };
}

/** The command line as a function. */
export async function runInProcess(argv: string[], env?: Record<string, string>, cwd?: string): Promise<Ended> {
  const io = fakeIo(argv, env, cwd);
  const code = await run(io);
  return { code, ...io.said };
}
