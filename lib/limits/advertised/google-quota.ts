import { asObject } from '../../measure/json-object.ts';
import type { RateLimit } from '../rate-limit.ts';
import { parseReset } from '../reset.ts';

const windows: [RegExp, number][] = [
  [/PerMinute/, 60_000],
  [/PerDay/, 86_400_000],
];

/**
 * Gemini has no headers for its limits; a refusal names those at fault in its error's `details`: `QuotaFailure` with the
 * quota's id and value, `RetryInfo` with the time to wait. The latter alone is no limit, for it does not say of what: it
 * is told as Retry-After (lib/limits/retry-after.ts).
 */
export function googleQuotas(error: Record<string, unknown>): RateLimit[] {
  if (!Array.isArray(error.details)) return [];
  const details = error.details.map(asObject);
  const delay = details.map(({ retryDelay }) => retryDelay).find((one) => typeof one === 'string');
  const resetMs = typeof delay === 'string' ? parseReset(delay, 0) : undefined;
  return details
    .flatMap(({ violations }) => (Array.isArray(violations) ? violations.map(asObject) : []))
    .filter(({ quotaId }) => typeof quotaId === 'string')
    .map(({ quotaId, quotaValue }) => {
      const id = String(quotaId);
      const limit: RateLimit = { dimension: dimensionOf(id) };
      if (/^\d{1,15}$/.test(String(quotaValue))) limit.limit = Number(quotaValue);
      if (resetMs !== undefined) limit.resetMs = resetMs;
      const windowMs = windows.find(([name]) => name.test(id))?.[1];
      if (windowMs !== undefined) limit.windowMs = windowMs;
      return limit;
    });
}

/** `GenerateContentInputTokensPerModelPerMinute-FreeTier`, `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
function dimensionOf(quotaId: string): string {
  if (!/token/i.test(quotaId)) return 'requests';
  return /input/i.test(quotaId) ? 'input-tokens' : 'tokens';
}
