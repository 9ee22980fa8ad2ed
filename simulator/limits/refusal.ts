import { Failure, type RefusedBy } from '../http/failure.ts';
import type { SimulatorConfig } from '../options.ts';
import { goDuration } from './go-duration.ts';
import type { Metered } from './metered.ts';
import { retryAfterHeaders, toldWaitMs } from './retry-after.ts';

const periods: Record<number, { word: string; letter: string }> = {
  60000: { word: 'min', letter: 'M' },
  86400000: { word: 'day', letter: 'D' },
};

/** `requests per min (RPM)`, `tokens per 2s`. */
function inWords({ dimension, windowMs }: Metered): string {
  const period = periods[windowMs];
  if (period === undefined) return `${dimension} per ${goDuration(windowMs)}`;
  return `${dimension} per ${period.word} (${dimension === 'requests' ? 'R' : 'T'}P${period.letter})`;
}

/** The 429 of a request for which `amount` was not there, as OpenAI words it. `retryMs` Infinity: it never will be. */
export function refusal(
  config: SimulatorConfig,
  about: { model: string; metered: Metered; told: { limit: number; remaining: number }; amount: number },
  retryMs: number,
): Failure {
  const { model, metered, told, amount } = about;
  const kind = metered.dimension === 'tokens' ? 'tokens_limited' : 'rate_limited';
  const what = inWords(metered);
  const refusedBy: RefusedBy = { dimension: metered.dimension, limit: told.limit, windowMs: metered.windowMs };
  if (retryMs === Number.POSITIVE_INFINITY) {
    const message = `Request too large for ${model} on ${what}: Limit ${told.limit}, Requested ${amount}. The input or output tokens must be reduced in order to run successfully.`;
    return new Failure(kind, 429, message, { refusedBy });
  }
  const toldMs = toldWaitMs(config, retryMs);
  const used = Math.max(0, told.limit - told.remaining);
  const again = toldMs === undefined ? '' : ` Please try again in ${goDuration(toldMs)}.`;
  const message = `Rate limit reached for ${model} on ${what}: Limit ${told.limit}, Used ${used}, Requested ${amount}.${again}`;
  if (toldMs === undefined) return new Failure(kind, 429, message, { refusedBy });
  const headers = retryAfterHeaders(config, toldMs);
  return new Failure(kind, 429, message, { headers, refusedBy: { ...refusedBy, waitMs: Math.ceil(toldMs) } });
}

/** The 429 of one request too many at the same time: nobody knows when one of the others will end. */
export function concurrencyRefusal(limit: number): Failure {
  return new Failure('rate_limited', 429, `Too many requests at the same time: Limit ${limit}.`);
}
