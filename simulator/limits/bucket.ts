/** The state of a bucket after a take. */
interface Taken {
  isAllowed: boolean;
  /** What is left, as a float. */
  remaining: number;
  /** Until the same amount would be allowed; 0 if it was. */
  retryMs: number;
  /** Until the bucket is full again. */
  fullMs: number;
}

/** A token bucket that holds `capacity` and refills it evenly over `periodMs`. A refused take costs nothing. */
export interface Bucket {
  take(amount: number, nowMs: number): Taken;
}

export function createBucket(capacity: number, periodMs: number): Bucket {
  const perMs = capacity / periodMs;
  let level = capacity;
  let levelMs = Number.NEGATIVE_INFINITY;

  return {
    take(amount, nowMs) {
      level = Math.min(capacity, level + Math.max(0, nowMs - levelMs) * perMs);
      levelMs = nowMs;
      const isAllowed = level >= amount;
      const retryMs = isAllowed ? 0 : (amount - level) / perMs;
      if (isAllowed) level -= amount;
      return { isAllowed, remaining: level, retryMs, fullMs: (capacity - level) / perMs };
    },
  };
}
