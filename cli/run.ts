import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';
import { tellError } from './tell-error.ts';

/** The whole command line: never throws, never ends the process. Returns the exit code. */
export async function run(io: Io): Promise<number> {
  for (const stream of [io.stdout, io.stderr]) {
    stream.on?.('error', (error) => {
      // `k6-llm … | head` closes our end early; whoever reads no more wants no complaint.
      if (error.code !== 'EPIPE') throw error;
    });
  }
  try {
    return (await runProgram(io)) ?? exitCodes.passed;
  } catch (error) {
    return tellError(error, io);
  }
}
