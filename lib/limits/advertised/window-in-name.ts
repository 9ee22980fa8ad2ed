import type { RateLimit } from '../rate-limit.ts';

const windows: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Mistral and Cerebras write the window into the name (`req-minute`, `tokens-day`): taken apart. A month has no length
 * of its own and stays where it is; a name without a window says nothing of one.
 */
export function windowInName(name: string): RateLimit {
  const [, before, window = ''] = /^(.+?)-(?:per-)?(second|minute|hour|day)$/.exec(name) ?? [];
  const dimension = (before ?? name).replace(/^req(?=-|$)/, 'requests');
  const windowMs = windows[window];
  return windowMs === undefined ? { dimension } : { dimension, windowMs };
}
