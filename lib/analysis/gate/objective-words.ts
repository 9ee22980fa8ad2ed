import { limitWords, spellBeside } from '../slo-words.ts';
import type { Judgement } from './judge-objective.ts';
import type { Objective } from './objective.ts';

/** `< 1000 ms`. */
export function wantedWords({ comparison, limit, unit }: Objective): string {
  return `${comparison} ${limitWords(limit, unit)}`;
}

/** `850 ms (820 to 900 ms)`: what was seen, and where the truth may lie. */
export function wasWords({ limit, unit }: Objective, judged: Judgement): string | undefined {
  const { actual, lower, upper } = judged;
  if (actual === undefined) return undefined;
  const was = spellBeside(actual, limit, unit);
  if (lower === undefined && upper === undefined) return was;
  const low = lower === undefined ? 'anything' : spellBeside(lower, limit, unit);
  const high = upper === undefined ? 'anything' : spellBeside(upper, limit, unit);
  return `${was} (${withoutSharedUnit(low, high)} to ${high})`;
}

/** `127 ms` beside `131 ms` is `127`. */
function withoutSharedUnit(low: string, high: string): string {
  const [, unit = ''] = /^[\d.]+( .+)$/.exec(high) ?? [];
  return unit !== '' && low.endsWith(unit) ? low.slice(0, -unit.length) : low;
}
