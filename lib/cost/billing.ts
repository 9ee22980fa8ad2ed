import type { Capture } from '../measure/capture.ts';
import type { Measurement } from '../measure/measurement.ts';

/**
 * Statuses by which an API says that it did not set to work. 400, 408 and all 5xx are not among them: Azure charges for
 * a 400 of its content filter and for a 408, and a gateway says 502, 503 or 504 of work that was done behind it.
 */
const turnedAway = [401, 402, 403, 404, 405, 406, 411, 413, 415, 422, 429, 498, 529];

export function isTurnedAway(status: number): boolean {
  return turnedAway.includes(status);
}

/** The request cannot have been charged: it never left us, or the API turned it away unread. */
export function isUnbilled(
  { status }: Pick<Measurement, 'status'>,
  { ended, timings }: Pick<Capture, 'ended' | 'timings'>,
): boolean {
  if (status !== 0) return isTurnedAway(status);
  return timings.sent === undefined && (ended === 'refused' || ended === 'dns' || ended === 'tls');
}

/**
 * What the exchange is known to have cost, in US dollars; undefined where nobody told. The counts of an answer that was
 * cut short are those of a moment before its end, so only an answer with a finish reason has told.
 */
export function toldUsd(
  exchange: Pick<Measurement, 'status' | 'finish' | 'costUsd'>,
  capture: Pick<Capture, 'ended' | 'timings'>,
): number | undefined {
  if (exchange.finish !== undefined && exchange.costUsd !== undefined) return exchange.costUsd;
  return isUnbilled(exchange, capture) ? 0 : undefined;
}
