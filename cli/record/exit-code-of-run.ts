import type { Report } from '../../lib/report/report.ts';
import { exitCodes } from '../exit-codes.ts';
import type { K6End } from '../k6/supervise.ts';

export interface RunEnd {
  exitCode: number;
  /** To be said when the screen has not said it: why there is no verdict. */
  words?: string;
}

/** k6 refuses its arguments (255) or the script (104 options, 106 a port that is taken, 107 an exception at init). */
const refusals = [104, 106, 107, 255];

/**
 * k6's own exit code is only evidence: the verdict stands in summary.json, whether thresholds failed (99), the user
 * pressed Ctrl-C (105) or the run stopped itself (108).
 */
export function exitCodeOfRun({ code, signal, interrupted, discarded }: K6End, summary: Report | undefined): RunEnd {
  if (discarded)
    return {
      exitCode: exitCodes.undecided,
      words: 'discarded at the second Ctrl-C: what lies in the folder is not complete',
    };
  if (code !== null && refusals.includes(code))
    return {
      exitCode: exitCodes.wrongUse,
      words: `k6 refused to run (its exit code is ${code}); its reason stands above`,
    };
  if (summary !== undefined && code !== 109) return { exitCode: summary.verdict.exitCode };
  if (interrupted) return { exitCode: exitCodes.undecided, words: 'interrupted before anything was measured' };
  const how =
    signal === null
      ? `ended with code ${code}`
      : `was killed by ${signal}${signal === 'SIGKILL' ? ' (out of memory?)' : ''}`;
  return {
    exitCode: exitCodes.bug,
    words: `k6 ${how} and left no verdict; if nothing else killed it, this is a bug in k6-llm`,
  };
}
