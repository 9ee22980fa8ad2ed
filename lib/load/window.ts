import type { Window } from './load-shape.ts';

/**
 * k6 begins the arrival that falls on the end of a load, or not, as its timers race. One that is begun is in the last
 * window, up to the lateness at which a run is invalid.
 */
const raceMs = 100;

/** The window in which an exchange starts; undefined during the warm-up, between windows and after the last one. */
export function windowAt(windows: Window[], sinceStartMs: number): Window | undefined {
  // They are in order, and each exchange asks: no function is called for each of two hundred, and no iterator made.
  for (let i = 0; i < windows.length; i++) {
    const window = windows[i] as Window;
    if (sinceStartMs < window.endMs + (windows[i + 1] ? 0 : raceMs))
      return sinceStartMs < window.startMs ? undefined : window;
  }
  return undefined;
}
