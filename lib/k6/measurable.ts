import type { Slo } from '../../thresholds/presets.ts';
import type { Options } from '../options/table.ts';
import type { Transport } from './transports/transport.ts';

const streamMetrics = /^llm_(time_to_first|time_per_output|inter_token|longest_gap|client_lag|goodput)/;

/**
 * The promises that this transport can be held to. k6 passes a limit on a metric without samples, so one that cannot
 * have any is left out; the report shows it as not measured.
 */
export function measurable(slos: Slo[], transport: Transport, { stream }: Pick<Options, 'stream'>): Slo[] {
  return transport.streams && stream ? slos : slos.filter(({ metric }) => !streamMetrics.test(metric));
}
