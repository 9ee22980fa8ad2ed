import exec from 'k6/execution';
import { shared } from './shared.ts';

let instance: typeof exec.instance | undefined;
const startsHere: Record<string, number> = {};

/** Far more than another virtual user needs from asking to telling. */
const mostLooks = 10_000;

/**
 * Milliseconds since a scenario's start, to the microsecond. `Date.now()` tells whole ones; k6's own clock of the run
 * costs as little once its object is held (0.9 µs), and all virtual users share it.
 */
export function sinceStartMs(scenario: { name: string; startTime: number }): number {
  instance ??= exec.instance;
  startsHere[scenario.name] ??= startOf(scenario, instance);
  return instance.currentTestRunDuration - (startsHere[scenario.name] as number);
}

/**
 * When the scenario started, on the clock of the run. k6 tells it in whole milliseconds of another clock, so each virtual
 * user would have a start of its own, up to a millisecond off: with our extension the first that comes tells the others.
 */
function startOf({ name, startTime }: { name: string; startTime: number }, clock: typeof exec.instance): number {
  const here = clock.currentTestRunDuration - (Date.now() - startTime);
  if (shared === undefined) return here;
  const key = `start:${name}`;
  if (shared.add(`${key}:asked`, 1) === 1) {
    shared.add(key, here);
    shared.add(`${key}:told`, 1);
    return here;
  }
  for (let look = 0; look < mostLooks; look++) if (shared.get(`${key}:told`) > 0) return shared.get(key);
  return here;
}
