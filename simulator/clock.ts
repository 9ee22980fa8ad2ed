import { performance } from 'node:perf_hooks';

/** Milliseconds on the monotonic clock, as a float: every time inside the simulator is one of these. */
export function nowMs(): number {
  return performance.now();
}

/** The same instant as milliseconds since 1970, so that a truth log can be joined with other processes' logs. */
export function epochMs(atMs: number): number {
  return performance.timeOrigin + atMs;
}
