import sse from 'k6/x/sse';
import type { Arrival } from '../load/schedule/arrival.ts';

/** The name under which our extension knows the run's schedule. */
export const arrivalsName = 'arrivals';

/** Hands the arrivals to our extension, for all virtual users; called where they were made. */
export function defineArrivals(arrivals: Arrival[]): void {
  if (!('defineSchedule' in sse)) return;
  sse.defineSchedule(
    arrivalsName,
    arrivals.map(({ atMs }) => atMs),
  );
}
