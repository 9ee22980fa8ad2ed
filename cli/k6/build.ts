import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { runQuietly } from '../process/run-quietly.ts';
import { whileSignalled } from '../process/while-signalled.ts';
import { showProgress } from '../progress.ts';
import { extensionFolder } from '../root.ts';
import { askGo, oldestGo } from './go.ts';
import { waysOut } from './ways-out.ts';

/**
 * Builds k6 with our extension into `target`. Others may do the same at the same time: each writes a file of its own
 * and moves it in place at once, so that nobody ever runs half a k6.
 */
export async function buildK6(io: Io, target: string): Promise<void> {
  const go = await askGo(io.env);
  if (go === undefined) throw new CliError(exitCodes.noK6, `no k6 with k6/x/sse, and no Go to build it with${waysOut}`);
  if (!go.usable) {
    throw new CliError(
      exitCodes.noK6,
      `no k6 with k6/x/sse, and Go ${go.version} is too old to build it (${oldestGo} is needed)${waysOut}`,
    );
  }
  await mkdir(path.dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}.${Date.now()}`;
  const progress = showProgress(io, 'building k6 with the extension, a minute or two the first time');
  let interrupted = false;
  let stop: (signal: NodeJS.Signals) => void = () => {};
  try {
    const built = await whileSignalled(
      io,
      () => {
        interrupted = true;
        stop('SIGINT');
      },
      () =>
        runQuietly('go', ['build', '-trimpath', '-buildvcs=false', '-o', unfinished, './cmd/k6'], {
          cwd: extensionFolder,
          // The user's own workspace or target system must not leak into it.
          env: { ...io.env, GOFLAGS: '-mod=readonly', GOWORK: 'off', GOOS: undefined, GOARCH: undefined },
          onStart: (kill) => {
            stop = kill;
          },
        }),
    );
    if (interrupted) throw new CliError(exitCodes.undecided, 'interrupted while k6 was built; nothing was started');
    if (built.code !== 0) {
      throw new CliError(
        exitCodes.noK6,
        `k6 could not be built; go build says:\n${(built.stderr || built.stdout).trim()}${waysOut}`,
      );
    }
    await rename(unfinished, target);
    progress.end(`built k6 in ${progress.seconds()} s: ${target}`);
  } finally {
    progress.end();
    await rm(unfinished, { force: true });
  }
}
