/**
 * How many samples a percentile needs before it is a number, at 99 % confidence (MLPerf's early-stopping rule,
 * mlcommons/inference "early stopping"). Below it the value is luck, and is not printed.
 */
export const sampleFloors = { 50: 11, 90: 64, 95: 130, 99: 662, 99.9: 6636 } as const;

export type Percent = keyof typeof sampleFloors;

export const percents: Percent[] = [50, 90, 95, 99, 99.9];

/**
 * The samples that any percentile needs. The low end needs as many as the high one, and the next higher percentile that
 * has a floor decides for one in between.
 */
export function floorOf(percent: number): number {
  const tail = Math.max(percent, 100 - percent);
  return sampleFloors[percents.find((known) => known >= tail) ?? 99.9];
}

/** A percentile with what it stands on. `value` is there only with enough samples. */
export interface Percentile {
  value?: number;
  samples: number;
  enough: boolean;
}

/** @param value as computed from `samples` samples, whatever their number */
export function percentileOf(percent: Percent, value: number | undefined, samples: number): Percentile {
  const enough = samples >= sampleFloors[percent];
  return enough && value !== undefined && Number.isFinite(value)
    ? { value, samples, enough }
    : { samples, enough: false };
}
