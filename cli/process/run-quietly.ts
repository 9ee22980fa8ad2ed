import { spawn } from 'node:child_process';

export interface Said {
  /** -1 when it could not be started or was killed. */
  code: number;
  stdout: string;
  stderr: string;
}

interface QuietOptions {
  env: Record<string, string | undefined>;
  cwd?: string;
  timeoutMs?: number;
  /** Gets the means to end it early. */
  onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs a program without showing what it says. Never rejects: a program that is not there is a code of -1. */
export function runQuietly(
  command: string,
  args: string[],
  { env, cwd, timeoutMs, onStart }: QuietOptions,
): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    // Not spawn's own `timeout`: of a program that is not there it keeps Node alive until it has passed.
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const end = (said: Said): void => {
      clearTimeout(timer);
      resolve(said);
    };
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => end({ code: -1, stdout, stderr: stderr || error.message }));
    child.on('close', (code) => end({ code: code ?? -1, stdout, stderr }));
    onStart?.((signal) => child.kill(signal));
  });
}
