import type { Engine } from './engine.ts';

/** Beyond 2^31 − 1 Node fires at once. */
const longestTimerMs = 1e9;

/** Drives an engine by the real clock, with one timer for all streams. */
export interface Pump {
  /** Sets the timer anew; to be called after anything that may have changed what is due next. */
  wake(): void;
  stop(): void;
}

/**
 * Node's timers have a grain of 1 ms and fire late. All writes due by then go out together, and lateness does not add
 * up, since the engine computes each time from the start. Polling between ticks would be closer, but would eat the
 * core that the load generator needs on a small machine; what lateness remains is in the truth log.
 */
export function createPump(engine: Engine, nowMs: () => number): Pump {
  let timer: NodeJS.Timeout | undefined;
  let timerMs = Number.POSITIVE_INFINITY;
  let isStopped = false;

  function schedule(): void {
    const dueMs = engine.nextDueMs();
    // A timer that fires too early costs one look at the heap; setting it anew for every token would cost more.
    if (isStopped || dueMs === undefined || timerMs <= dueMs) return;
    clearTimeout(timer);
    timerMs = dueMs;
    timer = setTimeout(tick, Math.min(longestTimerMs, Math.max(1, Math.ceil(dueMs - nowMs()))));
  }

  function tick(): void {
    timerMs = Number.POSITIVE_INFINITY;
    engine.advance(nowMs());
    schedule();
  }

  return {
    wake: schedule,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
