/**
 * What an analysis found out, ready to be shown by every rendering: one sentence, why, and the figures behind it.
 * Findings inform; the run's verdict stands on thresholds and validity.
 */
export interface Finding {
  /** The analysis, such as `saturation`. */
  name: string;
  level: 'good' | 'warning' | 'bad' | 'undecided' | 'info';
  /** The answer in one sentence, with its numbers. */
  says: string;
  /** What else was seen, shown wherever the answer is; absent where that is all. */
  also?: string[];
  /** The rule that led to it, and what it lacks where it is undecided. */
  because: string[];
  table?: { head: string[]; rows: string[][] };
  /** The same as numbers, by name with unit (`saturation_users`, `slope_ms_per_hour`); unknown is absent. */
  values: Record<string, number>;
}
