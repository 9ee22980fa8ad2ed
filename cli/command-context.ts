import type { Io } from './io.ts';

/** What every command is made with. */
export interface CommandContext {
  io: Io;
  /** What stands after `--`: k6's own arguments. */
  forK6: string[];
  /** Sets the exit code of the process. */
  end(exitCode: number): void;
}
