import { type ChildProcess, spawn } from 'node:child_process';
import type { Io, Output } from '../io.ts';
import { endWithUs } from '../process/end-with-us.ts';
import { createPresses } from '../process/presses.ts';
import { whileSignalled } from '../process/while-signalled.ts';

export interface K6End {
  /** k6's own exit code; null if a signal killed it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The user asked it to end. */
  interrupted: boolean;
  /** The user asked twice, and what k6 had not written yet is lost. */
  discarded: boolean;
}

interface Orders {
  env: Record<string, string | undefined>;
  /** Said at the first Ctrl-C. */
  finishing?: string;
  readsStdin?: boolean;
}

/**
 * Runs k6 in a process group of its own, with the user's screen as its output. Two signals leave k6 with empty files,
 * and a terminal signals everything in its group, so k6 gets exactly one from us; only when the user asks again it is cut.
 */
export async function superviseK6(io: Io, k6: string, args: string[], orders: Orders): Promise<K6End> {
  const { stdin, stdout, stderr } = io;
  const child = spawn(k6, args, {
    cwd: io.cwd,
    // k6 resolves what it is given against PWD, and spawn does not set it.
    env: { ...orders.env, PWD: io.cwd },
    detached: true,
    stdio: [
      orders.readsStdin && stdin.fd !== undefined ? stdin.fd : 'ignore',
      stdout.fd ?? 'pipe',
      stderr.fd ?? 'pipe',
    ],
  });
  pass(child.stdout, stdout);
  pass(child.stderr, stderr);
  const callOff = child.pid === undefined ? undefined : endWithUs(child.pid);
  let interrupted = false;
  let discarded = false;
  const onSignal = createPresses(
    Date.now,
    () => {
      interrupted = true;
      child.kill('SIGINT');
      // Asked once, it ends by itself; asked again, it would lose what it has.
      callOff?.();
      // k6's own progress stands below the cursor of a terminal.
      const clear = stderr.isTTY ? '\u001b[J' : '';
      if (orders.finishing !== undefined) stderr.write(`\n${clear}${orders.finishing}\n`);
    },
    () => {
      discarded = true;
      child.kill('SIGKILL');
    },
  );
  // A child in another session is not told that the window has another size.
  const onResize = (): unknown => child.kill('SIGWINCH');
  io.signals.on('SIGWINCH', onResize);
  try {
    const { code, signal } = await whileSignalled(io, onSignal, () => ended(child));
    return { code, signal, interrupted, discarded };
  } finally {
    io.signals.off('SIGWINCH', onResize);
    callOff?.();
  }
}

function pass(from: NodeJS.ReadableStream | null, to: Output): void {
  from?.setEncoding('utf8').on('data', (text) => to.write(String(text)));
}

function ended(child: ChildProcess): Promise<Pick<K6End, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
}
