import type { Window } from '../load/load-shape.ts';

/** Offered load as its model counts it: users where they are known, else requests per second. */
export function loadOf(window: Window): number {
  return window.users ?? window.requestsPerSecond ?? 0;
}

export interface LoadWords {
  /** `users` or `requests/s`. */
  unit: 'users' | 'requests/s';
  /** The same in the name of a value. */
  key: 'users' | 'requests_per_second';
}

export function loadWords(windows: readonly Window[]): LoadWords {
  return windows.some(({ users }) => users !== undefined)
    ? { unit: 'users', key: 'users' }
    : { unit: 'requests/s', key: 'requests_per_second' };
}

export function formatLoad(window: Window): string {
  const load = loadOf(window);
  return window.users !== undefined
    ? `${load} users`
    : `${load >= 99.95 ? load.toFixed(0) : Number(load.toFixed(1))} requests/s`;
}

/** Sums of floats that should be equal are no fall. */
const tolerance = 1e-6;

/**
 * Windows in which the load has not fallen: what a system shows after a greater load is what that load has left behind
 * (queues, warm caches), not what it carries.
 */
export function risingWindows<T extends { window: Window }>(windows: readonly T[]): T[] {
  let highest = Number.NEGATIVE_INFINITY;
  return windows.filter(({ window }) => {
    const load = loadOf(window);
    if (load < highest * (1 - tolerance)) return false;
    highest = Math.max(highest, load);
    return true;
  });
}
