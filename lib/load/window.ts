import type { Window } from './load-shape.ts';

/** The window in which an exchange starts; undefined during the warm-up and after the last window. */
export function windowAt(windows: Window[], sinceStartMs: number): Window | undefined {
  // They are in order, and each exchange asks: no function is called for each of two hundred.
  for (const window of windows)
    if (sinceStartMs < window.endMs) return sinceStartMs < window.startMs ? undefined : window;
  return undefined;
}
