import type { ExitCode } from '../exit-codes.ts';

/** One thing looked at. */
export interface Check {
  /** `note`: neither good nor bad, worth knowing. */
  status: 'ok' | 'failed' | 'note';
  /** What was found, in one line. */
  words: string;
  /** What to do about it. */
  advice?: string;
  /** Of a failed check: how `doctor` ends. */
  exitCode?: ExitCode;
}
