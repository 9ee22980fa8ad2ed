import { type Meter, tolerance } from './meter.ts';

export interface FixedWindowConfig {
  limit: number;
  periodMs: number;
  /** What is left of the first window; all of it without. */
  start?: number;
}

/**
 * So much in each window; windows begin at 0 of the clock, which is the start of the process, and at every `periodMs`
 * from there. What was used beyond the limit is forgotten when the window turns.
 */
export function createFixedWindow({ limit, periodMs, start = limit }: FixedWindowConfig): Meter {
  let window: number | undefined;
  let remaining = start;

  function turnTo(nowMs: number): void {
    const current = Math.floor(nowMs / periodMs);
    if (window !== undefined && current > window) remaining = limit;
    window = current;
  }

  const leftMs = (nowMs: number) => (Math.floor(nowMs / periodMs) + 1) * periodMs - nowMs;

  return {
    waitMs(amount, nowMs) {
      turnTo(nowMs);
      if (amount <= remaining + tolerance) return 0;
      return amount > limit ? Number.POSITIVE_INFINITY : leftMs(nowMs);
    },
    use(amount, nowMs) {
      turnTo(nowMs);
      remaining -= amount;
    },
    read(nowMs) {
      turnTo(nowMs);
      const untilTurn = remaining < limit ? leftMs(nowMs) : 0;
      return { remaining, fullMs: untilTurn, moreMs: untilTurn };
    },
  };
}
