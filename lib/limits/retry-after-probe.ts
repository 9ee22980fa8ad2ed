/**
 * What a probe is for: `tick` asks once a second whether requests pass again; `before` and `after` are sent shortly
 * before and right after the time that a Retry-After named; `again` runs into the limit anew.
 */
export type ProbeKind = 'tick' | 'before' | 'after' | 'again';

export interface NextProbe {
  kind: ProbeKind;
  /** When to send it, on the clock of the plan. */
  atMs: number;
  /** Of `before` and `after`: what the Retry-After said that is put to the test. */
  toldMs?: number;
}

export interface ProbeAnswer {
  kind: ProbeKind;
  /** When it came. */
  atMs: number;
  passed: boolean;
  retryAfterMs?: number | undefined;
}

export interface ProbePlan {
  startMs: number;
  /** No probe is sent later. */
  endMs: number;
}

const tickMs = 1000;
/** Clocks and networks are not exact; a request right at the time told would be a test of them. */
const lagMs = 20;
/** Below it, shortly before and right after are the same moment. */
const shortestToldMs = 200;
const mostTests = 5;
/** So many in a row that pass: the limit is far away again. */
const mostPasses = 3;

/**
 * Asks once a second until requests pass again, and puts what Retry-After says to the test. Only when nobody else is
 * sending does that tell anything: during a burst others take what comes free.
 */
export function createRetryAfterProbe({ startMs, endMs }: ProbePlan) {
  let nextTickMs = startMs;
  let recovered = false;
  let promise: { toldMs: number; dueMs: number; wasAskedBefore: boolean } | undefined;
  let tests = 0;
  let passes = 0;

  function candidates(): NextProbe[] {
    const found: NextProbe[] = [];
    if (!recovered) found.push({ kind: 'tick', atMs: nextTickMs });
    else if (promise === undefined && passes < mostPasses) found.push({ kind: 'again', atMs: 0 });
    if (promise !== undefined) {
      const { toldMs, dueMs, wasAskedBefore } = promise;
      if (wasAskedBefore) found.push({ kind: 'after', atMs: dueMs + lagMs, toldMs });
      else found.push({ kind: 'before', atMs: dueMs - Math.max(shortestToldMs / 4, toldMs / 10), toldMs });
    }
    return found.sort((a, b) => a.atMs - b.atMs);
  }

  return {
    /** The next probe; undefined when all is known or the time is over. */
    next(): NextProbe | undefined {
      if (recovered && tests >= mostTests) return undefined;
      const [next] = candidates();
      return next === undefined || next.atMs > endMs ? undefined : next;
    },

    saw({ kind, atMs, passed, retryAfterMs }: ProbeAnswer): void {
      while (nextTickMs <= atMs) nextTickMs += tickMs;
      if (kind === 'after' || (kind === 'before' && passed)) tests++;
      if (passed) {
        passes = kind === 'again' ? passes + 1 : 0;
        recovered = true;
        promise = undefined;
        return;
      }
      passes = 0;
      // Without one there is nothing to test, and nobody to ask again and again.
      if (kind === 'again' && retryAfterMs === undefined) tests++;
      if (kind === 'before' && promise !== undefined) promise.wasAskedBefore = true;
      if (kind === 'after') promise = undefined;
      // An older promise must hold whatever later refusals say.
      if (retryAfterMs === undefined || promise !== undefined) return;
      promise = { toldMs: retryAfterMs, dueMs: atMs + retryAfterMs, wasAskedBefore: retryAfterMs < shortestToldMs };
    },
  };
}
