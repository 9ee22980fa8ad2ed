import { Counter, Rate, Trend } from 'k6/metrics';
import type { Measurement } from '../measure/measurement.ts';
import { type MetricName, metricNames, metricRow } from '../metrics/table.ts';

const kinds = { trend: Trend, counter: Counter, rate: Rate };

type Registered = Trend | Counter | Rate;

/** Every metric of the table, registered with k6 (which only the init context may do). */
const metrics = Object.fromEntries(
  metricNames.map((name) => {
    const row = metricRow(name);
    return [name, new kinds[row.kind](name, row.unit === 'time')];
  }),
) as Record<MetricName, Registered>;

const sampled = metricNames.flatMap((name) => {
  const { of } = metricRow(name);
  return of === undefined ? [] : [{ of, metric: metrics[name] }];
});

/**
 * The samples of one measured exchange. What it has no value for gives no sample, and nothing that is not finite
 * reaches k6: it accepts Infinity, and a sum with one is lost for ever.
 */
export function emitMeasured(exchange: Measurement): void {
  for (const { of, metric } of sampled) {
    const value = of(exchange);
    if (value !== undefined && Number.isFinite(value)) metric.add(value);
  }
  if (exchange.status !== 0) metrics.llm_response_status.add(1, { status: String(exchange.status) });
}

export function emitRate(name: MetricName, holds: boolean | undefined): void {
  if (holds !== undefined) metrics[name].add(holds ? 1 : 0);
}

export function emitCount(name: MetricName, tags?: Record<string, string>): void {
  metrics[name].add(1, tags);
}
