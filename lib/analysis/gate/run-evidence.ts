import type { Row } from '../../measure/row.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import type { PolicyObjective } from './policy-objective.ts';
import { type StageWindow, windowsOfStage } from './stages.ts';
import type { SubjectSettings } from './subjects.ts';

/** What one run tells of what a policy wants. */
export interface RunEvidence {
  take(row: Row): void;
  /** Undefined where the run has no such stage. */
  of(wanted: PolicyObjective): Evidence | undefined;
}

/** Each subject is kept once for each stage, however many objectives speak of it. */
export function createRunEvidence(
  wanted: PolicyObjective[],
  windows: StageWindow[],
  settings: SubjectSettings,
): RunEvidence {
  const kept = new Map<string, ReturnType<typeof createEvidence>>();
  const byWindow = new Map<number, ReturnType<typeof createEvidence>[]>();
  const ofAll: ReturnType<typeof createEvidence>[] = [];
  const key = ({ objective, stage }: PolicyObjective): string => `${objective.subject} ${stage ?? ''}`;
  for (const one of wanted) {
    const { objective, stage } = one;
    if (kept.has(key(one))) continue;
    const meant = stage === undefined ? [] : windowsOfStage(stage, windows);
    if (stage !== undefined && meant.length === 0) continue;
    const evidence = createEvidence(objective.subject, settings);
    kept.set(key(one), evidence);
    if (stage === undefined) ofAll.push(evidence);
    for (const { index } of meant) byWindow.set(index, [...(byWindow.get(index) ?? []), evidence]);
  }
  return {
    take(row) {
      for (const evidence of ofAll) evidence.take(row);
      if (row.window !== undefined) for (const evidence of byWindow.get(row.window) ?? []) evidence.take(row);
    },
    of: (one) => kept.get(key(one))?.evidence,
  };
}
