import type { RateLimit } from './rate-limit.ts';
import { parseReset } from './reset.ts';

/**
 * `x-ratelimit-{limit,remaining,reset}-<dimension>` as OpenAI, Groq, Azure and many gateways send them. What cannot be
 * read is not stated; Azure's -1 is such a case.
 */
export function openaiLimits(headers: Record<string, string>): RateLimit[] {
  const limits = new Map<string, RateLimit>();
  for (const [name, text] of Object.entries(headers)) {
    const [, field, dimension] = /^x-ratelimit-(limit|remaining|reset)-(.+)$/.exec(name.toLowerCase()) ?? [];
    if (!field || !dimension) continue;
    const limit = limits.get(dimension) ?? { dimension };
    limits.set(dimension, limit);
    const value = text.trim();
    if (field === 'reset') {
      const resetMs = parseReset(value);
      if (resetMs !== undefined) limit.resetMs = resetMs;
    } else if (/^\d{1,15}$/.test(value)) {
      limit[field as 'limit' | 'remaining'] = Number(value);
    }
  }
  return [...limits.values()];
}
