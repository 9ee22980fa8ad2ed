import { summaryTrendStats } from '../report/k6-summary.ts';
import { reportedSubMetrics } from '../report/sub-metrics.ts';
import { measurable } from './measurable.ts';
import type { Plan } from './once.ts';
import type { Transport } from './transports/transport.ts';

/** k6's own options: the load, the promises as thresholds, and the sub-metrics that the report reads. */
export function k6Options(name: string, { shape, slos }: Plan, transport: Transport): Record<string, unknown> {
  const thresholds: Record<string, string[]> = {};
  for (const key of reportedSubMetrics(shape.windows)) thresholds[key] = [];
  for (const { metric, expression } of measurable(slos, transport)) {
    thresholds[metric] = [...(thresholds[metric] ?? []), expression];
  }
  return { scenarios: { [name]: shape.scenario }, thresholds, summaryTrendStats };
}
