import type { ProbeEvent } from './probe-event.ts';

/** Requests in a row that were let in after a refusal. */
export interface Clump {
  /** The first of them was sent. */
  startMs: number;
  lastMs: number;
  accepted: number;
  /** Since the refusal before it: so much earlier it might have been let in. */
  lagMs: number;
  /** Since the last one that was let in before. */
  pauseMs: number;
  /** A refusal came after it, so it is all that was to be had. */
  closed: boolean;
}

/**
 * What came after the batch with the first refusal. Told event by event, by the time at which they were sent, so that a
 * run does not begin from the start with each.
 */
export function createClumps() {
  const clumps: Clump[] = [];
  let refusedMs: number | undefined;
  let acceptedMs: number | undefined;
  let current: { clump: Clump; batch: number } | undefined;
  let drainedIn: number | undefined;
  return {
    clumps,
    add({ sentMs, accepted, batch }: ProbeEvent): void {
      if (!accepted) {
        refusedMs = sentMs;
        drainedIn ??= batch;
        if (current !== undefined) current.clump.closed = true;
        return;
      }
      if (current !== undefined && (!current.clump.closed || current.batch === batch)) {
        current.clump.accepted++;
        current.clump.lastMs = sentMs;
        current.batch = batch;
      } else if (refusedMs !== undefined && batch !== drainedIn) {
        const lagMs = sentMs - refusedMs;
        const pauseMs = sentMs - (acceptedMs ?? refusedMs);
        const clump = { startMs: sentMs, lastMs: sentMs, accepted: 1, lagMs, pauseMs, closed: false };
        clumps.push(clump);
        current = { clump, batch };
      }
      acceptedMs = sentMs;
    },
  };
}

/** The first of each window: those that came after a long pause. */
export function turnsOf(clumps: Clump[]): Clump[] {
  const longest = Math.max(0, ...clumps.map(({ pauseMs }) => pauseMs));
  return clumps.filter(({ pauseMs }) => pauseMs > longest / 2);
}
