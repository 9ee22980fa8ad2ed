import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { askVersion, isOurs } from '../k6/ask-version.ts';
import { findK6, type K6 } from '../k6/find.ts';
import { askGo, atLeast, oldestGo } from '../k6/go.ts';
import type { Check } from './check.ts';

const oldestNode = '20.19';

export interface Machine {
  checks: Check[];
  /** The k6 that runs would use, if it is there. */
  k6: K6 | undefined;
  /** There is a k6, or one can be built. */
  usable: boolean;
}

/** Node, k6 with its extension, and Go where k6 is still to be built. Builds nothing. */
export async function checkMachine(io: Io): Promise<Machine> {
  const node = checkNode(process.versions.node);
  const found = await findK6(io).catch((error: unknown) => {
    if (error instanceof CliError) return error;
    throw error;
  });
  if (found instanceof CliError) {
    const check: Check = { status: 'failed', words: found.message, exitCode: exitCodes.noK6 };
    return { checks: [node, check], k6: undefined, usable: false };
  }
  const go = await askGo(io.env);
  if (found === undefined) {
    const goCheck = checkGo(go);
    const k6Check: Check = {
      status: 'note',
      words: 'k6 with k6/x/sse: none yet',
      advice: goCheck.status === 'ok' ? 'the first run builds it, or `k6-llm build-k6`' : 'it needs Go to be built',
    };
    return { checks: [node, goCheck, k6Check], k6: undefined, usable: goCheck.status === 'ok' };
  }
  const unneeded: Check = {
    status: 'note',
    words: `Go: ${go === undefined ? 'none' : go.version}, not needed, for k6 is there`,
  };
  return { checks: [node, await checkK6(io, found), unneeded], k6: found, usable: true };
}

export function checkNode(version: string): Check {
  if (atLeast(version, oldestNode)) return { status: 'ok', words: `Node ${version}` };
  return {
    status: 'failed',
    words: `Node ${version}: accepted is ${oldestNode} or newer`,
    advice: 'install it from https://nodejs.org',
    exitCode: exitCodes.wrongUse,
  };
}

export function checkGo(go: Awaited<ReturnType<typeof askGo>>): Check {
  if (go?.usable) return { status: 'ok', words: `Go ${go.version}` };
  return {
    status: 'failed',
    words: go === undefined ? 'Go: not found' : `Go ${go.version}: accepted is ${oldestGo} or newer`,
    advice: 'install it from https://go.dev/dl, or set K6_BIN to a k6 that has k6/x/sse',
    exitCode: exitCodes.noK6,
  };
}

async function checkK6({ env }: Io, { path, from }: K6): Promise<Check> {
  const version = await askVersion(path, env);
  if (version?.extension === undefined) {
    return {
      status: 'failed',
      words: `k6 (${from}, ${path}): cannot be run`,
      advice: 'build it anew with `k6-llm build-k6 --force`',
      exitCode: exitCodes.noK6,
    };
  }
  const words = `k6 ${version.version} with k6/x/sse (${from}, ${path})`;
  if (isOurs(version)) return { status: 'ok', words };
  return {
    status: 'note',
    words: `${words}: the community extension ${version.extension}`,
    advice: 'above 50 streams at once it cannot tell its own lateness; `k6-llm build-k6` builds one that can',
  };
}
