/** Something that is used up and comes back. Times are ms of one clock, amounts are requests or tokens. */
export interface Meter {
  /** Until `amount` would be allowed: 0 now, Infinity never. */
  waitMs(amount: number, nowMs: number): number;
  /** Uses `amount` up, allowed or not: the level may go below 0. */
  use(amount: number, nowMs: number): void;
  read(nowMs: number): Level;
}

/** How a meter stands. */
export interface Level {
  /** What is left, as a float; below 0 is debt. */
  remaining: number;
  /** Until all of it is there again. */
  fullMs: number;
  /** Until there is more than now; 0 when it is full. */
  moreMs: number;
}

/** Levels are floats: what a client waited for to the microsecond must not fail by a rounding. */
export const tolerance = 1e-6;
