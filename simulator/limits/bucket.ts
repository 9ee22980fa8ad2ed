import { type Meter, tolerance } from './meter.ts';

export interface BucketConfig {
  /** What fits in. */
  capacity: number;
  /** What flows in during `periodMs`, evenly. */
  refill: number;
  periodMs: number;
  /** What is in it at first; full without it. */
  start?: number;
}

/** A token bucket: refilled all the time, never beyond its capacity. */
export function createBucket({ capacity, refill, periodMs, start = capacity }: BucketConfig): Meter {
  const perMs = refill / periodMs;
  let level = start;
  let levelMs: number | undefined;

  function levelAt(nowMs: number): number {
    level = Math.min(capacity, level + Math.max(0, nowMs - (levelMs ?? nowMs)) * perMs);
    levelMs = nowMs;
    return level;
  }

  return {
    waitMs(amount, nowMs) {
      const missing = amount - levelAt(nowMs);
      if (missing <= tolerance) return 0;
      return amount > capacity ? Number.POSITIVE_INFINITY : missing / perMs;
    },
    use(amount, nowMs) {
      level = levelAt(nowMs) - amount;
    },
    read(nowMs) {
      const remaining = levelAt(nowMs);
      const toNext = Math.min(capacity, Math.floor(remaining + tolerance) + 1) - remaining;
      return { remaining, fullMs: (capacity - remaining) / perMs, moreMs: Math.max(0, toNext) / perMs };
    },
  };
}
