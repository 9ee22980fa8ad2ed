import { definitionsOfCounts } from './definitions-of-counts.ts';
import { definitionsOfTimes } from './definitions-of-times.ts';
import type { MetricName } from './table.ts';

/** Tools and conventions whose words for the same thing people know. */
export type Peer = 'vLLM bench' | 'GuideLLM' | 'AIPerf' | 'OpenTelemetry' | 'k6';

/** What a metric means, for people; the table beside it is what the machine reads. */
export interface Definition {
  /** What is measured, from where to where, of which exchanges. */
  definition: string;
  /** In the words of the row's fields (docs/row.md). */
  formula?: string;
  /** When an exchange, or a whole run, gives no sample. */
  absentWhen: string;
  /** What others call it, and how theirs differs. A tool without a word for it is left out. */
  otherNames: Partial<Record<Peer, string>>;
  /** Where a definition that is disputed comes from. */
  source?: string;
}

/**
 * The words for every metric. Not bundled into k6 scripts, where each virtual user would pay for each byte: only the
 * docs and the CLI read them.
 */
export const definitions: Record<MetricName, Definition> = { ...definitionsOfTimes, ...definitionsOfCounts };
