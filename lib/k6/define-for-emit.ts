import sse from 'k6/x/sse';
import { rowDecimals, rowFields } from '../measure/row-fields.ts';
import { exchangeMetrics } from '../metrics/exchange-metrics.ts';
import { metricNames, metricRow } from '../metrics/table.ts';
import { exchangeSamples, rowRecord } from './emit.ts';
import { refuseOldExtension } from './refuse-old-extension.ts';

/**
 * Registers every metric of the table with k6, those of an exchange, and the fields of a row, for all virtual users. Only
 * the init context may do it.
 *
 * @throws LlmError where our extension is older than this
 */
export function defineForEmit(): void {
  refuseOldExtension(sse);
  if (!('emit' in sse)) return;
  sse.defineMetrics(
    metricNames.map((name) => ({ name, kind: metricRow(name).kind, time: metricRow(name).unit === 'time' })),
  );
  sse.defineSamples(exchangeSamples, [...exchangeMetrics]);
  sse.defineRecord(
    rowRecord,
    rowFields.map((name) => ({ name, decimals: rowDecimals(name) })),
  );
}
