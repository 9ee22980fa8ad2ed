import type { Outcome, TruthRecord } from './truth.ts';

/** What the simulator has done so far. */
export interface Stats {
  /** Requests to an API, answered or not. */
  accepted: number;
  open: number;
  /** Slots taken. */
  active: number;
  /** Requests waiting for a slot. */
  queued: number;
  outcomes: Partial<Record<Outcome, number>>;
  /** Handed over in finished exchanges. */
  outputTokens: number;
  /** Worst of written − scheduled in any finished exchange. */
  worstLatenessMs: number;
}

export function createStats() {
  const outcomes: Partial<Record<Outcome, number>> = {};
  let outputTokens = 0;
  let worstLatenessMs = 0;
  return {
    add(record: TruthRecord): void {
      outcomes[record.outcome] = (outcomes[record.outcome] ?? 0) + 1;
      outputTokens += record.outputTokens;
      worstLatenessMs = Math.max(worstLatenessMs, record.worstLatenessMs ?? 0);
    },
    read(accepted: number, open: number, load: { active: number; queued: number }): Stats {
      return { accepted, open, ...load, outcomes: { ...outcomes }, outputTokens, worstLatenessMs };
    },
  };
}
