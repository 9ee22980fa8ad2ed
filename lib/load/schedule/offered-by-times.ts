import type { OfferedLoad } from '../offered-load.ts';

/**
 * What arrivals at known times offer. `rate` is the arrivals of the second that begins at a time, `arrivals` those
 * before it.
 *
 * @param times ascending, milliseconds
 */
export function offeredByTimes(times: readonly number[], durationMs: number): OfferedLoad {
  const before = (untilMs: number): number => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] as number) < untilMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    durationMs,
    peak: mostWithin(times, 1000),
    rate: (atMs) => before(atMs + 1000) - before(atMs),
    arrivals: before,
  };
}

/** The most arrivals that any span of this length holds: if each lasts as long, so many are in flight at once. */
export function mostWithin(times: readonly number[], spanMs: number): number {
  let most = 0;
  let first = 0;
  times.forEach((time, last) => {
    while (time - (times[first] as number) >= spanMs) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}
