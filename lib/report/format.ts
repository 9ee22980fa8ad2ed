import { type Percentile, sampleFloors } from '../analysis/sample-floor.ts';
import type { Unit } from '../metrics/table.ts';

/** Milliseconds as people read them: three significant digits, seconds from 10 000 on. */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ms`;
}

export function formatValue(value: number, unit: Unit): string {
  if (unit === 'time') return formatMs(value);
  if (unit === 'share') return `${(value * 100).toFixed(2)} %`;
  if (unit === 'usd') return formatUsd(value);
  if (unit === 'seconds') return `${value.toFixed(1)} s`;
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** Small sums keep their first two digits: $0.00042. */
export function formatUsd(usd: number): string {
  return usd === 0 || usd >= 0.1 ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`;
}

/** A percentile without its samples is not a number: it says how many it has of how many it needs. */
export function formatPercentile(
  percentile: Percentile | undefined,
  percent: keyof typeof sampleFloors,
  unit: Unit,
): string {
  if (percentile === undefined) return '–';
  return percentile.value === undefined
    ? `n/a (${percentile.samples} of ${sampleFloors[percent]})`
    : formatValue(percentile.value, unit);
}
