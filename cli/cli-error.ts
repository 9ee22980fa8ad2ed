import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Something that the user can mend, told without a stack, with the exit code that belongs to it. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function wrongUse(message: string): CliError {
  return new CliError(exitCodes.wrongUse, message);
}
