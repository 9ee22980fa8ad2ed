import { type Difference, differencesBetween } from '../../lib/analysis/comparison/differences.ts';
import type { RunFigures } from '../../lib/analysis/comparison/run-figures.ts';
import { wrongUse } from '../cli-error.ts';

/** One run on two places would count its luck twice. It is known by its end, wherever its folder was copied to. */
export function refuseRepeated(runs: readonly RunFigures[]): void {
  const seen = new Map<string, string>();
  for (const { run, endedAt, exchanges } of runs) {
    const key = `${endedAt} ${exchanges}`;
    const other = seen.get(key);
    if (other === run) throw wrongUse(`${run}: named twice; accepted is each run once`);
    if (other !== undefined) throw wrongUse(`${run}: the same run as ${other}; accepted is each run once`);
    seen.set(key, run);
  }
}

/** What would make the numbers differ by itself ends the comparison, unless it is what the user asks about. */
export function refuseUnlike(base: readonly RunFigures[], head: readonly RunFigures[]): void {
  const forbidding = differencesBetween(base, head).filter(({ forbids }) => forbids);
  if (forbidding.length === 0) return;
  throw wrongUse(
    `the runs are not alike: ${forbidding.map(describe).join('; ')}; accepted are runs of one scenario, target and set of ` +
      'options a side, or --allow-differences if that is the question',
  );
}

function describe({ what, base, head }: Difference): string {
  const sides = [base, head].filter((values) => values.length > 0);
  const within = sides.find((values) => values.length > 1);
  if (within !== undefined) return `${what} is ${within.join(' and ')} within ${within === base ? 'base' : 'head'}`;
  return `${what} is ${base.join()} in base and ${head.join()} in head`;
}
