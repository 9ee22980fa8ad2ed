import { type DiscoveryRun, nextSize } from './conclude.ts';
import { estimateLimit } from './estimate-limit.ts';
import { createPress, type Decision } from './press.ts';
import type { ProbeEvent } from './probe-event.ts';

export interface DiscoveryPlan {
  windowMs: number;
  mostSenders: number;
  mostRequests: number;
  mostTokens: number;
  endMs: number;
  /** Input tokens of a request of the runs on requests and on tokens, and at most. */
  sizes: { small: number; large: number; largest: number };
}

/** What to send next: {@link Decision} with the size of its requests, and the number of the run it belongs to. */
export type Step = Exclude<Decision, { do: 'end' }> & { size: number; run: number };

/**
 * Finds the limits of an endpoint on requests and on tokens, by runs of requests of different sizes. Pure: it is told
 * what happened and says what to do; undefined is the end.
 */
export function createDiscovery(plan: DiscoveryPlan) {
  const runs: DiscoveryRun[] = [];
  let press: ReturnType<typeof createPress> | undefined;
  let pauseUntilMs = 0;
  let requests = 0;
  let tokens = 0;
  let nowMs = 0;

  /** A run begins with all that its limit allows. */
  function refillMs({ events }: DiscoveryRun): number {
    const { kind, periodMs, requests: found } = estimateLimit(events);
    if (kind === undefined || found === undefined) return 0;
    const wanted = kind === 'fixed-window' ? (periodMs ?? 0) * 1.05 : (found.size / found.perMs) * 1.05;
    return Math.min(wanted, plan.windowMs * 1.5);
  }

  function begin(): boolean {
    const size = nextSize(runs, plan.sizes);
    if (size === undefined) return false;
    const before = runs[runs.length - 1];
    pauseUntilMs = before === undefined ? 0 : nowMs + refillMs(before);
    const byTokens = Math.floor((plan.mostTokens - tokens) / size);
    // The first run leaves as much for the others.
    const mostRequests = Math.min(byTokens, runs.length === 0 ? plan.mostRequests / 2 : plan.mostRequests - requests);
    if (mostRequests < 10 || pauseUntilMs >= plan.endMs) return false;
    const { windowMs, mostSenders, endMs } = plan;
    press = createPress({ windowMs, mostSenders, mostRequests: Math.floor(mostRequests), endMs });
    runs.push({ size, events: press.log });
    return true;
  }

  return {
    runs,

    next(): Step | undefined {
      for (;;) {
        if (press === undefined && !begin()) return undefined;
        const decision = (press as NonNullable<typeof press>).next();
        const run = runs.length - 1;
        const { size } = runs[run] as DiscoveryRun;
        if (decision.do === 'end') press = undefined;
        else if (pauseUntilMs > nowMs && decision.do === 'flood') return { do: 'probe', atMs: pauseUntilMs, size, run };
        else return { ...decision, size, run };
      }
    },

    saw(events: ProbeEvent[]): void {
      if (events.length === 0 || press === undefined) return;
      press.saw(events);
      requests += events.length;
      for (const { accepted, usedTokens, endMs } of events) {
        if (accepted) tokens += usedTokens ?? (runs[runs.length - 1] as DiscoveryRun).size;
        nowMs = Math.max(nowMs, endMs);
      }
    },
  };
}
