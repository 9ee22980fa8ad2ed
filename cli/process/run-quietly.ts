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
  /** For progress: called with the child's process id. */
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
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ code: -1, stdout, stderr: stderr || error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    onStart?.((signal) => child.kill(signal));
  });
}
