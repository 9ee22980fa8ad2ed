import type { Unit } from './table.ts';

/** Milliseconds as people read them: three significant digits, seconds from 10 000 on. */
export function formatMs(ms: number): string {
  if (ms >= 9999.5) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms >= 99.95 ? ms.toFixed(0) : ms >= 9.995 ? ms.toFixed(1) : ms.toFixed(2)} ms`;
}

export function formatValue(value: number, unit: Unit): string {
  if (unit === 'time') return formatMs(value);
  if (unit === 'share') return `${(value * 100).toFixed(2)} %`;
  if (unit === 'usd') return formatUsd(value);
  if (unit === 'seconds') return `${value.toFixed(1)} s`;
  if (unit === 'tokens' || unit === 'exchanges') return String(Math.round(value));
  return value >= 99.95 ? value.toFixed(0) : value.toFixed(1);
}

/** Small sums keep their first two digits: $0.00042. */
export function formatUsd(usd: number): string {
  if (usd === 0 || usd >= 0.1) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(Math.min(20, 1 - Math.floor(Math.log10(usd))))}`;
}
