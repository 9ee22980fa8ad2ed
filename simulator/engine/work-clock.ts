/**
 * Decoding runs on a clock of its own that counts steps instead of milliseconds: it goes slower while the batch is
 * fuller. A token is due at a fixed reading of this clock, so a change of the batch moves every later token of every
 * stream without touching any of them.
 */
export interface WorkClock {
  /** Steps done at `atMs`, as a float. */
  workAt(atMs: number): number;
  /** When that many steps are done, if the batch stays as it is. */
  timeAt(work: number): number;
  /** From `atMs` on a step takes `stepMs`. */
  setStep(stepMs: number, atMs: number): void;
}

export function createWorkClock(initialStepMs: number): WorkClock {
  // Readings count from the last change of speed, not from the last reading: rounding errors do not add up.
  let anchorMs = 0;
  let anchorWork = 0;
  let currentStepMs = initialStepMs;

  function workAt(atMs: number): number {
    return anchorWork + (atMs - anchorMs) / currentStepMs;
  }

  return {
    workAt,
    timeAt: (work) => anchorMs + (work - anchorWork) * currentStepMs,
    setStep(stepMs, atMs) {
      anchorWork = workAt(atMs);
      anchorMs = atMs;
      currentStepMs = stepMs;
    },
  };
}
