import { createClumps, turnsOf } from './clumps.ts';
import { kindOf } from './estimate-limit.ts';
import type { ProbeEvent } from './probe-event.ts';

/**
 * `flood`: so many senders at once, each sending its next when its answer is there, until one is refused or `most` are
 * sent. `probe`: one request, not before `atMs`.
 */
export type Decision = { do: 'flood'; senders: number; most: number } | { do: 'probe'; atMs: number } | { do: 'end' };

export interface PressPlan {
  /** The time that the limits are for; longer windows are not found. */
  windowMs: number;
  mostSenders: number;
  mostRequests: number;
  /** Nothing is sent later. */
  endMs: number;
}

/** Each step of a flood that meets no refusal has so many times the senders. */
const faster = 4;

/**
 * Finds the limit that requests of one size meet: sends faster and faster until one is refused, and then takes whatever
 * comes free as soon as it does. A pure machine: it is told what happened and says what to do.
 */
export function createPress({ windowMs, mostSenders, mostRequests, endMs }: PressPlan) {
  const log: ProbeEvent[] = [];
  let step = 0;
  const { clumps, add } = createClumps();
  /** Let in before the first refusal, and in all. */
  let drained = 0;
  let accepted = 0;
  let firstRefusedMs: number | undefined;
  let last: ProbeEvent | undefined;

  const coarsest = windowMs / 100;

  /** Often enough to see when something comes free, and no oftener. */
  function lookEveryMs(): number {
    const [first, latest] = [clumps[0], clumps[clumps.length - 1]];
    if (first === undefined || latest === undefined || clumps.length < 3) return coarsest;
    const gap = (latest.startMs - first.startMs) / (clumps.length - 1);
    // What a bucket of one or two cannot hold is lost until the next look.
    const finer = drained <= 2 ? 40 : 5;
    return Math.max(windowMs / 2000, Math.min(coarsest, gap / finer));
  }

  function isKnown(): boolean {
    if (last === undefined || firstRefusedMs === undefined) return false;
    const pressedMs = last.sentMs - firstRefusedMs;
    if (pressedMs >= 3.2 * windowMs) return true;
    const kind = kindOf(clumps, pressedMs);
    if (kind === 'fixed-window') {
      const turns = turnsOf(clumps);
      const [from, to] = [turns[0], turns[turns.length - 1]];
      // What comes back between one look and the next may as well be a bucket that flows fast.
      return (
        from !== undefined &&
        to !== undefined &&
        to.startMs - from.startMs >= (turns.length - 1) * 5 * coarsest &&
        turns.length >= 2
      );
    }
    if (kind !== 'token-bucket') return false;
    const enough = accepted - drained >= 15 && clumps.length >= 8 && pressedMs >= windowMs / 2;
    return enough || (pressedMs >= 1.5 * windowMs && clumps.length >= 4);
  }

  return {
    log,

    next(): Decision {
      const left = mostRequests - log.length;
      if (left <= 0 || (last !== undefined && last.endMs >= endMs) || isKnown()) return { do: 'end' };
      if (last !== undefined && !last.accepted) return { do: 'probe', atMs: last.sentMs + lookEveryMs() };
      const senders = Math.min(mostSenders, faster ** step);
      return { do: 'flood', senders, most: Math.min(left, senders * faster) };
    },

    /** All that the last decision brought. */
    saw(events: ProbeEvent[]): void {
      log.push(...events);
      for (const event of [...events].sort((a, b) => a.sentMs - b.sentMs)) {
        add(event);
        last = event;
        if (event.accepted) accepted++;
        else firstRefusedMs ??= event.sentMs;
      }
      // In a flood one refusal counts, whatever was let in after it by chance.
      const passed = events.every((event) => event.accepted);
      if (last !== undefined) last = { ...last, accepted: passed };
      step = passed ? step + 1 : 0;
      if (clumps.length === 0) drained = accepted;
    },
  };
}
