import sse from 'k6/x/sse';
import { metricNames, metricRow } from '../metrics/table.ts';

/** Registers every metric of the table with k6, for all virtual users. Only the init context may do it. */
export function defineMetrics(): void {
  sse.defineMetrics(
    metricNames.map((name) => ({ name, kind: metricRow(name).kind, time: metricRow(name).unit === 'time' })),
  );
}
