import { type Clump, createClumps, turnsOf } from './clumps.ts';
import type { ProbeEvent } from './probe-event.ts';

export type LimitKind = 'token-bucket' | 'fixed-window';

/** What a limit allows, in one unit. */
export interface Allowance {
  perMs: number;
  /** Of a bucket: what fits in. Of a window: its quota. */
  size: number;
}

/** What one run of requests of equal size says about the limit that it met. */
export interface LimitEstimate {
  /** Undefined: none was met, or what was met is of neither kind. */
  kind: LimitKind | undefined;
  accepted: number;
  refused: number;
  /** Let in before the first refusal, and how long that took. */
  drained: number;
  drainMs: number;
  /** Since the first refusal. */
  pressedMs: number;
  /** Groups of requests that were let in since. */
  clumps: Clump[];
  /** Of a fixed window. */
  periodMs?: number;
  requests?: Allowance;
  /** Absent where the endpoint tells no usage. */
  usedTokens?: Allowance;
  reservedTokens?: Allowance;
}

/**
 * A bucket lets in what flows in; a window lets in its quota at once. So what comes at once over what can have flowed in
 * meanwhile is at most about 1 for a bucket, and far more for a window.
 */
const atMostBucket = 1.25;
const atLeastWindow = 1.5;

/** @param log of one run, in any order */
export function estimateLimit(log: ProbeEvent[]): LimitEstimate {
  const events = [...log].sort((a, b) => a.sentMs - b.sentMs);
  const { clumps, add } = createClumps();
  for (const event of events) add(event);
  const last = events[events.length - 1];
  const refused = events.filter(({ accepted }) => !accepted);
  // What several senders send together comes in no order: all that its batch let in was there before.
  const drain =
    refused[0] === undefined ? events : events.filter(({ batch }) => batch <= (refused[0] as ProbeEvent).batch);
  const drained = drain.filter(({ accepted }) => accepted);
  const drainEnd = Math.max(refused[0]?.sentMs ?? 0, drained[drained.length - 1]?.sentMs ?? 0);
  const base: LimitEstimate = {
    kind: undefined,
    accepted: events.length - refused.length,
    refused: refused.length,
    drained: drained.length,
    drainMs: drainEnd - (events[0]?.sentMs ?? 0),
    pressedMs: refused.length === 0 ? 0 : (last as ProbeEvent).sentMs - drainEnd,
    clumps,
  };
  const kind = kindOf(clumps, base.pressedMs);
  if (kind === undefined) return base;
  const weights = {
    requests: () => 1,
    usedTokens: (event: ProbeEvent) => event.usedTokens,
    reservedTokens: (event: ProbeEvent) => event.reservedTokens,
  };
  const found: LimitEstimate = { ...base, kind };
  const turns = turnsOf(clumps);
  if (kind === 'fixed-window') {
    if (turns.length < 2) return found;
    const [from, to] = [turns[0] as Clump, turns[turns.length - 1] as Clump];
    found.periodMs = (turnMs(to) - turnMs(from)) / (turns.length - 1);
  }
  for (const unit of ['requests', 'usedTokens', 'reservedTokens'] as const) {
    const weight = weights[unit];
    if (events.some((event) => event.accepted && weight(event) === undefined)) continue;
    const sum = summing(events, weight);
    // Of tokens, what was left was less than the next request wanted: on average half of it.
    const rest = unit === 'requests' ? 0 : sum(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) / base.accepted / 2;
    const allowance =
      kind === 'token-bucket' ? bucket(base, drainEnd, sum, rest) : fixedWindow(turns, found.periodMs, sum, rest);
    if (allowance !== undefined) found[unit] = allowance;
  }
  return found;
}

/** The turn lies between the refusal and the first that was let in. */
const turnMs = ({ startMs, lagMs }: Clump): number => startMs - lagMs / 2;

/** @param pressedMs since the first refusal */
export function kindOf(clumps: Clump[], pressedMs: number): LimitKind | undefined {
  const closed = clumps.filter((clump) => clump.closed);
  if (closed.length === 0 || pressedMs <= 0) return undefined;
  const accepted = clumps.reduce((sum, clump) => sum + clump.accepted, 0);
  const perMs = accepted / pressedMs;
  const atOnce = closed.reduce((sum, clump) => sum + clump.accepted, 0);
  const flowedIn = closed.reduce((sum, { startMs, lastMs, lagMs }) => sum + 1 + perMs * (lagMs + lastMs - startMs), 0);
  const ratio = atOnce / flowedIn;
  if (ratio <= atMostBucket) return 'token-bucket';
  return ratio >= atLeastWindow ? 'fixed-window' : undefined;
}

type Sum = (fromMs: number, toMs: number) => number;

/** What was let in of what was sent from one time to before another. @param events by time */
function summing(events: ProbeEvent[], weight: (event: ProbeEvent) => number | undefined): Sum {
  const before = [0];
  for (const event of events)
    before.push((before[before.length - 1] as number) + (event.accepted ? (weight(event) ?? 0) : 0));
  const until = (ms: number): number => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((events[middle] as ProbeEvent).sentMs < ms) low = middle + 1;
      else high = middle;
    }
    return before[low] as number;
  };
  return (fromMs, toMs) => until(toMs) - until(fromMs);
}

/**
 * Each time the first is let in again, a bucket has just come to hold one: between two such moments, what was let in is
 * what flowed in. The line through all of them averages over not knowing when between two looks it was.
 */
function bucket({ clumps, drainMs }: LimitEstimate, drainEnd: number, sum: Sum, rest: number): Allowance | undefined {
  const times = clumps.map(turnMs);
  const before = clumps.map(({ startMs }) => sum(Number.NEGATIVE_INFINITY, startMs));
  const perMs = slope(times, before);
  if (!(perMs > 0)) return undefined;
  const inDrain = sum(Number.NEGATIVE_INFINITY, drainEnd + 0.001);
  return { perMs, size: Math.max(0, inDrain - perMs * drainMs + rest) };
}

/** Of the line of least squares; NaN through fewer than two points. */
function slope(x: number[], y: number[]): number {
  const mean = (values: number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
  const [xMean, yMean] = [mean(x), mean(y)];
  const sum = (of: (dx: number, dy: number) => number): number =>
    x.reduce((total, value, i) => total + of(value - xMean, (y[i] as number) - yMean), 0);
  return sum((dx, dy) => dx * dy) / sum((dx) => dx * dx);
}

function fixedWindow(turns: Clump[], periodMs: number | undefined, sum: Sum, rest: number): Allowance | undefined {
  if (periodMs === undefined) return undefined;
  const quotas = turns.slice(1).map((turn, i) => sum((turns[i] as Clump).startMs, turn.startMs));
  const size = Math.max(...quotas) + rest;
  return { perMs: size / periodMs, size };
}
