import type { RateLimit } from '../rate-limit.ts';
import { leastRequests } from './least-requests.ts';

export interface DailySetup {
  /** What the run may send at most. */
  plannedRequests: number;
  /** `LLM_DAILY_LIMIT`: requests that may be used today. */
  dailyLimit?: number | undefined;
  /** `LLM_ALLOW_UNKNOWN_DAILY` */
  allowUnknown: boolean;
}

const spare = 1.2;
const hourMs = 3_600_000;

/** What a limit needs from empty to full, as far as it tells; a window of a minute is told by a reset within it. */
function isLong({ dimension, limit, remaining, resetMs, windowMs }: RateLimit): boolean {
  if (windowMs !== undefined) return windowMs >= hourMs;
  if (/day|daily|month/i.test(dimension)) return true;
  if (resetMs === undefined || limit === undefined || remaining === undefined || remaining >= limit) return false;
  // Of a bucket, `resetMs` brings back what is used; a bucket of a minute brings back one of 60 in a second.
  return resetMs >= hourMs || (resetMs * limit) / (limit - remaining) >= 12 * hourMs;
}

/**
 * Why the run must not go on, after what the first answer advertised; undefined where it may. A daily allowance that is
 * used up stops everything else that uses the same key until tomorrow.
 */
export function dailyRefusal(
  limits: RateLimit[],
  { plannedRequests, dailyLimit, allowUnknown }: DailySetup,
): string | undefined {
  const needed = Math.ceil(plannedRequests * spare);
  const long = limits.filter(
    (limit) => /request/i.test(limit.dimension) && limit.remaining !== undefined && isLong(limit),
  );
  const least = long.sort((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0))[0];
  if (least?.remaining !== undefined && least.remaining < needed) {
    const most = Math.floor(least.remaining / spare);
    const accepted =
      most >= leastRequests
        ? `accepted is LLM_REQUESTS=${most} or less`
        : `the least is LLM_REQUESTS=${leastRequests}, which needs ${Math.ceil(leastRequests * spare)}: run it when more of them are back`;
    return (
      `the endpoint advertises ${least.remaining} requests that remain for long (${least.dimension}), and LLM_REQUESTS=${plannedRequests} ` +
      `needs ${needed} to be safe; ${accepted}`
    );
  }
  if (least !== undefined || allowUnknown || dailyLimit !== undefined) return undefined;
  return (
    'the endpoint advertises no daily limit, so a daily allowance might be used up unseen: set LLM_DAILY_LIMIT to the ' +
    'requests that may be used today, or LLM_ALLOW_UNKNOWN_DAILY=true'
  );
}
