import { isJudged } from '../../measure/judged-row.ts';
import type { Row } from '../../measure/row.ts';
import { type SubjectName, type SubjectSettings, subjectOf } from './subjects.ts';

/** What exchanges tell of one subject. */
export interface Evidence {
  /** One an exchange; 0 and 1 for a share. */
  values: number[];
  /** Exchanges that have a value which nobody told. */
  unknown: number;
}

/** Takes rows one by one, so that a run of any length is read in one go, and keeps only what is asked for. */
export function createEvidence(subject: SubjectName, settings: SubjectSettings) {
  const { of, withWarmup } = subjectOf(subject);
  const evidence: Evidence = { values: [], unknown: 0 };
  return {
    take(row: Row): void {
      if (!(withWarmup || isJudged(row))) return;
      const value = of(row, settings);
      if (value === 'unknown') evidence.unknown++;
      else if (value !== undefined) evidence.values.push(value);
    },
    evidence,
  };
}

/** What several runs tell together. */
export function pooled(parts: Evidence[]): Evidence {
  return {
    values: parts.length === 1 && parts[0] ? parts[0].values : parts.flatMap(({ values }) => values),
    unknown: parts.reduce((sum, { unknown }) => sum + unknown, 0),
  };
}
