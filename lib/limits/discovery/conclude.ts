import { type Allowance, estimateLimit, type LimitEstimate, type LimitKind } from './estimate-limit.ts';
import type { ProbeEvent } from './probe-event.ts';

/** One run: requests of one size until the limit that they meet is known. */
export interface DiscoveryRun {
  /** About how many input tokens each has. */
  size: number;
  events: ProbeEvent[];
}

/** A limit that was found. */
export interface FoundLimit extends Allowance {
  kind: LimitKind;
  periodMs?: number;
}

export interface Conclusion {
  requests?: FoundLimit;
  /** Where no limit on requests was met: so many were let in, in so long. */
  requestsAtLeast?: { accepted: number; ms: number };
  /** By what the endpoint counted. */
  tokens?: FoundLimit;
  /** The same limit if it is charged by what was reserved (input and output cap). */
  tokensReserved?: FoundLimit;
  /** Where runs of two sizes met the limit on tokens, and agree on it by one way of charging alone. */
  chargedBy?: 'usage' | 'reservation';
  tokensAtLeast?: { tokens: number; ms: number };
}

const near = (a: number, b: number, share: number): boolean => Math.abs(a - b) <= share * Math.max(a, b);

/** Whether two runs of different sizes met one and the same limit on this unit. */
function sameLimit(a: LimitEstimate, b: LimitEstimate, unit: 'requests' | 'usedTokens' | 'reservedTokens'): boolean {
  const [one, other] = [a[unit], b[unit]];
  return one !== undefined && other !== undefined && a.kind === b.kind && near(one.perMs, other.perMs, 0.12);
}

/** Puts runs of different sizes together: what stays the same in requests limits requests, what does in tokens, tokens. */
export function conclude(runs: DiscoveryRun[]): Conclusion {
  const estimates = runs.map(({ events }) => estimateLimit(events));
  const [small, ...larger] = estimates;
  if (small === undefined) return {};
  const found: Conclusion = {};
  const large = larger[larger.length - 1];
  const tokensBit = large?.kind !== undefined && !sameLimit(small, large, 'requests');
  const agree = {
    usage: tokensBit && sameLimit(small, large, 'usedTokens'),
    reservation: tokensBit && sameLimit(small, large, 'reservedTokens'),
  };
  if (tokensBit) {
    const tokens = limitOf(large, large.usedTokens);
    const reserved = limitOf(large, large.reservedTokens);
    if (tokens !== undefined) found.tokens = tokens;
    if (reserved !== undefined) found.tokensReserved = reserved;
    if (agree.usage !== agree.reservation) found.chargedBy = agree.usage ? 'usage' : 'reservation';
  } else if (large !== undefined) {
    found.tokensAtLeast = most(
      runs.slice(1),
      (event) => event.usedTokens ?? 0,
      (tokens, ms) => ({ tokens, ms }),
    );
  }
  const requests = limitOf(small, small.requests);
  if (requests !== undefined && !agree.usage && !agree.reservation) found.requests = requests;
  else
    found.requestsAtLeast = most(
      runs.slice(0, 1),
      () => 1,
      (accepted, ms) => ({ accepted, ms }),
    );
  return found;
}

function limitOf({ kind, periodMs }: LimitEstimate, allowance: Allowance | undefined): FoundLimit | undefined {
  if (kind === undefined || allowance === undefined) return undefined;
  return { kind, ...allowance, ...(periodMs === undefined ? {} : { periodMs }) };
}

/** What was let in of the run with most of it, and how long that took. */
function most<T>(runs: DiscoveryRun[], weight: (event: ProbeEvent) => number, as: (sum: number, ms: number) => T): T {
  const sums = runs.map(({ events }) => {
    const accepted = events.filter((event) => event.accepted);
    const times = events.map(({ sentMs }) => sentMs);
    const ms = times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
    return { sum: accepted.reduce((total, event) => total + weight(event), 0), ms };
  });
  const top = sums.sort((a, b) => b.sum - a.sum)[0] ?? { sum: 0, ms: 0 };
  return as(top.sum, top.ms);
}

/** How large the requests of the next run are; undefined when nothing more can be learnt. */
export function nextSize(
  runs: DiscoveryRun[],
  { small, large, largest }: { small: number; large: number; largest: number },
): number | undefined {
  if (runs.length === 0) return small;
  if (runs.length === 1) return large;
  if (runs.length >= 4) return undefined;
  const estimates = runs.map(({ events }) => estimateLimit(events));
  const [first, last] = [estimates[0] as LimitEstimate, estimates[estimates.length - 1] as LimitEstimate];
  const size = (runs[runs.length - 1] as DiscoveryRun).size;
  const before = runs.slice(0, -1).map((run) => run.size);
  if (last.kind === undefined) return undefined;
  if (sameLimit(first, last, 'requests')) {
    // Requests bite first: fewer and larger ones leave more of the tokens to be seen.
    return size * 4 <= largest && size >= Math.max(...before) ? size * 4 : undefined;
  }
  const quota = last.requests?.size ?? 0;
  // A window is known to half a request: 50 of them make that 1 %.
  const finer = Math.max(small, Math.round((size * quota) / 50));
  const isCoarse = last.kind === 'fixed-window' && quota < 25 && finer <= size / 1.5;
  const biteFirst = first.requests === undefined || first.requests.size > 80;
  return isCoarse && biteFirst ? finer : undefined;
}
