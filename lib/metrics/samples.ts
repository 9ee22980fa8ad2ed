import type { Measurement } from '../measure/measurement.ts';
import type { MetricName } from './table.ts';

export type Samples = Partial<Record<MetricName, number | undefined>>;

/** By their places in a list of metrics; undefined gives no sample. */
export type SampleList = (number | undefined)[];

/** By status, or told so inside a reply. */
const isLimited = (m: Measurement): boolean => m.status === 429 || m.outcome === 'rate_limited';

/**
 * The samples of one measured exchange, in the order of `exchangeMetrics` (exchange-metrics.ts); undefined gives none.
 * An array and no object with names, whose making is most of what a sample costs in k6.
 *
 * @param latenessMs how late it started, where a schedule of our own wanted it
 * @param isGood whether it kept the limits of goodput, where there are any
 * @param isAnswerOk whether all checks of its answer hold, where it had one
 */
export function samplesOf(
  m: Measurement,
  latenessMs: number | undefined,
  isGood: boolean | undefined,
  isAnswerOk: boolean | undefined,
): SampleList {
  // A latency exists only where an answer was had.
  const answered: Partial<Measurement> = m.outcome === 'ok' ? m : {};
  const { tokens } = m;
  const limited = isLimited(m);
  return [
    answered.firstTokenMs,
    answered.firstAnswerTokenMs,
    answered.endMs,
    answered.timePerOutputTokenMs,
    answered.gapP50Ms,
    answered.longestGapMs,
    answered.connectMs,
    answered.endMs && tokens?.output ? (tokens.output / answered.endMs) * 1000 : undefined,
    tokens?.input,
    tokens?.output,
    tokens?.cached,
    tokens?.reasoning,
    m.costUsd,
    m.status >= 200 && m.status < 300 ? Number(m.costUsd !== undefined) : undefined,
    m.lagMs,
    // A 429 is the limit's answer, not the service's failure; it has its own count.
    limited ? undefined : m.outcome === 'ok' ? 0 : 1,
    m.outcome === 'timeout' || m.outcome === 'idle_timeout' ? 1 : 0,
    limited ? 1 : undefined,
    m.retryAfterSeconds,
    latenessMs,
    asRate(isGood),
    asRate(isAnswerOk),
  ];
}

function asRate(holds: boolean | undefined): number | undefined {
  return holds === undefined ? undefined : Number(holds);
}
