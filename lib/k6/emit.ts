import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import type { Measurement } from '../measure/measurement.ts';
import { type MetricName, type MetricRow, metricNames, metricRow, sampleOf } from '../metrics/table.ts';

const kinds = { trend: Trend, counter: Counter, rate: Rate, gauge: Gauge };

type Registered = Trend | Counter | Rate | Gauge;

/** Every metric of the table, registered with k6 (which only the init context may do). */
const metrics = {} as Record<MetricName, Registered>;
const sampled: { row: MetricRow; metric: Registered }[] = [];

for (const name of metricNames) {
  const row = metricRow(name);
  const metric = new kinds[row.kind](name, row.unit === 'time');
  metrics[name] = metric;
  if (row.of !== undefined) sampled.push({ row, metric });
}

/**
 * The samples of one measured exchange. What it has no value for gives no sample, and nothing that is not finite
 * reaches k6: it accepts Infinity, and a sum with one is lost for ever.
 */
export function emitMeasured(exchange: Measurement): void {
  for (const { row, metric } of sampled) {
    const value = sampleOf(row, exchange);
    if (value !== undefined && Number.isFinite(value)) metric.add(value);
  }
  if (exchange.status !== 0) metrics.llm_response_status.add(1, { status: String(exchange.status) });
}

export function emitRate(name: MetricName, holds: boolean | undefined): void {
  if (holds !== undefined) metrics[name].add(holds ? 1 : 0);
}

export function emitValue(name: MetricName, value: number): void {
  metrics[name].add(value);
}

export function emitCount(name: MetricName, tags?: Record<string, string>): void {
  metrics[name].add(1, tags);
}
