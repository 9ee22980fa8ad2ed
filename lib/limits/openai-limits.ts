import type { RateLimit } from './rate-limit.ts';
import { parseReset } from './reset.ts';

/** `x-ratelimit-{limit,remaining,reset}-<dimension>` as OpenAI, Groq, Azure and many gateways send them. */
export function openaiLimits(headers: Record<string, string>): RateLimit[] {
  const limits: Record<string, RateLimit> = {};
  for (const [name, value] of Object.entries(headers)) {
    const [, field, dimension] = /^x-ratelimit-(limit|remaining|reset)-(.+)$/i.exec(name) ?? [];
    if (!field || !dimension) continue;
    const key = dimension.toLowerCase();
    limits[key] ??= { dimension: key };
    const limit = limits[key];
    if (field.toLowerCase() === 'reset') {
      const resetMs = parseReset(value);
      if (resetMs !== undefined) limit.resetMs = resetMs;
    } else if (/^-?\d+$/.test(value)) {
      limit[field.toLowerCase() as 'limit' | 'remaining'] = Number(value);
    }
  }
  return Object.values(limits);
}
