import type { Window } from './load-shape.ts';

/** The window in which an exchange starts; undefined during the warm-up and after the last window. */
export function windowAt(windows: Window[], sinceStartMs: number): Window | undefined {
  return windows.find(({ startMs, endMs }) => sinceStartMs >= startMs && sinceStartMs < endMs);
}
