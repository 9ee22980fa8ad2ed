import { advertisedLimits } from '../limits/advertised/advertised-limits.ts';
import { type DailySetup, dailyRefusal } from '../limits/discovery/daily-guard.ts';
import { createDiscovery, type DiscoveryPlan } from '../limits/discovery/discovery.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { Capture } from '../measure/capture.ts';
import type { Options } from '../options/table.ts';

/** Input tokens of a request of the runs on requests and on tokens, and at most. */
const sizes: DiscoveryPlan['sizes'] = { small: 20, large: 500, largest: 8000 };

/**
 * What the one virtual user that directs a discovery needs; the others only send, and do not load it.
 */
export function directing(options: Options) {
  const { requests, dailyLimit, allowUnknownDaily, limitWindowMs, users, tokenVolume, maxDurationMs } = options;
  const setup: DailySetup = { plannedRequests: requests, dailyLimit, allowUnknown: allowUnknownDaily };
  return {
    about: `probing with at most ${requests} requests and ${tokenVolume} tokens, window ${limitWindowMs / 1000} s`,
    advertised: ({ headers, body }: Pick<Capture, 'headers' | 'body'>, nowMs: number) =>
      advertisedLimits(headers, body, nowMs),
    refusal: (advertised: RateLimit[]) => dailyRefusal(advertised, setup),
    machine: () =>
      createDiscovery({
        windowMs: limitWindowMs,
        mostSenders: users,
        mostRequests: requests - 1,
        mostTokens: tokenVolume,
        endMs: maxDurationMs,
        sizes,
      }),
  };
}
