import { formatMs, formatValue } from '../metrics/format-value.ts';
import { type MetricName, metricTable, type Unit } from '../metrics/table.ts';
import { parseExpression, type SloResult } from './slo.ts';

/** A promise and what became of it, in the unit of its metric: `< 3000 ms`, `850 ms`. */
export interface SloWords {
  wanted: string;
  /** Absent where there is no value to trust. */
  was?: string;
}

export function sloWords({ metric, expression, actual }: SloResult): SloWords {
  const parsed = parseExpression(expression);
  if (parsed === undefined) return { wanted: expression };
  const row: { kind: string; unit: Unit } | undefined = metricTable[metric.replace(/\{.*$/s, '') as MetricName];
  // The rate of a counter is per second, whatever it counts.
  const unit = row === undefined || (row.kind === 'counter' && parsed.aggregate === 'rate') ? undefined : row.unit;
  const wanted = `${parsed.operator} ${limitWords(parsed.limit, unit)}`;
  return actual === undefined ? { wanted } : { wanted, was: spellBeside(actual, parsed.limit, unit) };
}

export function limitWords(limit: number, unit: Unit | undefined): string {
  return spell(limit, unit, limit);
}

/** A value as it stands beside its limit: "3000 ms" beside "< 3000 ms" must not be 2999.6. */
export function spellBeside(actual: number, limit: number, unit: Unit | undefined): string {
  const was = spell(actual, unit, limit);
  return was === limitWords(limit, unit) && actual !== limit ? toldApart(actual, limit, unit) : was;
}

/** Limit and value in one unit of time: nobody compares 15.0 s with 4000 ms at a glance. */
function spell(value: number, unit: Unit | undefined, limit: number): string {
  if (unit === undefined) return digits(value, 4);
  if (unit === 'tokens/s') return `${formatValue(value, unit)} tokens/s`;
  if (unit !== 'time') return formatValue(value, unit);
  if (limit >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value >= 10_000 ? `${value.toFixed(0)} ms` : formatMs(value);
}

/** With as many digits as it takes to see that it is not the limit. */
function toldApart(value: number, limit: number, unit: Unit | undefined): string {
  const scale = unit === 'share' ? 100 : 1;
  const precisions = [4, 5, 6, 7, 8];
  const enough = precisions.find((n) => digits(value * scale, n) !== digits(limit * scale, n)) ?? 9;
  const told = digits(value * scale, enough);
  if (unit === 'share') return `${told} %`;
  if (unit === 'usd') return `$${told}`;
  return `${told}${unit === 'time' ? ' ms' : unit === 'seconds' ? ' s' : unit === 'tokens/s' ? ' tokens/s' : ''}`;
}

function digits(value: number, n: number): string {
  return String(Number(value.toPrecision(n)));
}
