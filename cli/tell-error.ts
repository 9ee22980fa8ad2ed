import { CommanderError } from 'commander';
import { LlmError } from '../lib/options/llm-error.ts';
import { version } from '../lib/version.ts';
import { CliError } from './cli-error.ts';
import { painter } from './colour.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { withoutSecrets } from './secrets.ts';

/** What went wrong → one line on stderr, and the exit code. Only a bug of ours shows its stack. */
export function tellError(error: unknown, io: Io): number {
  // Commander has said it already: help, version, or a wrong flag.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.wrongUse;
  const paint = painter(io.stderr, io);
  const say = (text: string): unknown => io.stderr.write(withoutSecrets(text, io.env));
  if (error instanceof CliError || error instanceof LlmError) {
    say(`${paint('red', 'k6-llm:')} ${error.message}\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.wrongUse;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(
    `${paint('red', 'k6-llm:')} this is a bug in k6-llm; please report it with these lines ` +
      `(k6-llm ${version}, Node ${process.version}, ${process.platform} ${process.arch})\n${stack}\n`,
  );
  return exitCodes.bug;
}
