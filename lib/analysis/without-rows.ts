import type { Finding } from './finding.ts';
import type { AnalysisName } from './registry.ts';

/** What an analysis says at the end of a run whose rows were not kept in memory; its record still holds them. */
export function withoutRows(name: AnalysisName): Finding {
  return {
    name,
    level: 'undecided',
    says: `The ${name} analysis is undecided: the rows of the run could not all be kept in memory.`,
    because: [
      'during a run it needs the k6 that `k6-llm build-k6` makes, and at most 50000 requests',
      '`k6-llm analyse` on the results folder decides it afterwards, from the record',
    ],
    values: {},
  };
}
