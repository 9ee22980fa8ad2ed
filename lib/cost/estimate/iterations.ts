import type { Assumptions } from './assumptions.ts';
import type { Case } from './bounds.ts';
import type { PlannedRun } from './planned-run.ts';

/**
 * How many iterations a plan comes to. Arrivals are what they are; users take as long as an answer and their thinking
 * take, and each makes at least one.
 *
 * @param perIterationMs the time of one iteration @default one answer and one think time
 */
export function iterationsOf(
  { starts, options }: Pick<PlannedRun, 'starts' | 'options'>,
  { answerMs }: Pick<Assumptions, 'answerMs'>,
  which: Case,
  perIterationMs = answerMs[which] + thinkMs(options.thinkTimeMs, which),
): number {
  let sum = 0;
  for (const one of starts) {
    if (one.by === 'schedule') sum += which === 'worst' ? one.most : Math.round(one.count);
    else {
      const begun = one.userMs / perIterationMs;
      // The last one of each user begins before the end and counts whole.
      sum += Math.min(
        one.most,
        which === 'worst' ? Math.ceil(begun) + one.joins : Math.max(one.joins, Math.round(begun)),
      );
    }
  }
  return sum;
}

function thinkMs({ min, max }: { min: number; max: number }, which: Case): number {
  if (which === 'expected') return (min + max) / 2;
  return which === 'low' ? max : min;
}
