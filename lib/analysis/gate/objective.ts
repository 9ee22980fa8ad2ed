import type { Unit } from '../../metrics/table.ts';
import type { SubjectName } from './subjects.ts';

/** What is said of a subject's values. `share` and `count` are the whole of what can be said of theirs. */
export type Statistic =
  | { kind: 'quantile'; q: number }
  | { kind: 'mean' }
  | { kind: 'min' }
  | { kind: 'max' }
  | { kind: 'total' }
  | { kind: 'share' }
  | { kind: 'count' };

export type Comparison = '<' | '<=' | '>' | '>=';

/** One service level objective, parsed: what must hold for the subject. */
export interface Objective {
  /** As it was written. */
  text: string;
  subject: SubjectName;
  statistic: Statistic;
  comparison: Comparison;
  /** In the unit of the subject: milliseconds, shares of 1, US dollars. */
  limit: number;
  unit: Unit;
}

export function compare(value: number, comparison: Comparison, limit: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    default:
      return value >= limit;
  }
}
