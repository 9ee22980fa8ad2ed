import type { Measurement } from '../measure/measurement.ts';
import type { Options } from '../options/table.ts';
import { seededRandom } from '../prompts/seeded-random.ts';

/** Where a 429 does not say how long to wait. */
const backoffWithoutRetryAfterMs = 5000;

/**
 * How long a user of a closed model waits before the next request, in milliseconds: after a 429 as long as the endpoint
 * asks, within `LLM_MAX_BACKOFF`; else the think time, drawn evenly from its range by seed and iteration.
 */
export function waitMs(
  exchange: Measurement,
  { seed, thinkTimeMs, maxBackoffMs }: Pick<Options, 'seed' | 'thinkTimeMs' | 'maxBackoffMs'>,
  iteration: number,
): number {
  if (exchange.outcome === 'rate_limited' || exchange.status === 429) {
    const askedMs =
      exchange.retryAfterSeconds === undefined ? backoffWithoutRetryAfterMs : exchange.retryAfterSeconds * 1000;
    return Math.min(askedMs, maxBackoffMs);
  }
  const { min, max } = thinkTimeMs;
  return min === max ? min : min + (max - min) * seededRandom(seed ^ Math.imul(iteration + 1, 0x85ebca6b))();
}
