import { leastRequests } from '../limits/discovery/least-requests.ts';
import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import type { LoadShape } from './load-shape.ts';

/** Five windows: draining, two full windows pressed, and a pause before tokens are asked. */
const leastWindows = 5;

/** A few senders that one of them directs; how many requests come when is found out on the way. */
export function discovery(options: Options): LoadShape {
  const { users, requests, tokenVolume, maxDurationMs, limitWindowMs, dailyLimit, timeoutMs } = options;
  if (requests < leastRequests) {
    throw new LlmError(`LLM_REQUESTS=${requests}: too few to find a limit; accepted is ${leastRequests} or more`);
  }
  if (maxDurationMs < leastWindows * limitWindowMs) {
    throw new LlmError(
      `LLM_MAX_DURATION=${formatDuration(maxDurationMs)}: below ${leastWindows} windows of LLM_LIMIT_WINDOW=${formatDuration(limitWindowMs)}; ` +
        `accepted is ${formatDuration(leastWindows * limitWindowMs)} or longer`,
    );
  }
  if (dailyLimit !== undefined && dailyLimit < requests * 1.2) {
    const most = Math.floor(dailyLimit / 1.2);
    const accepted =
      most >= leastRequests ? `LLM_REQUESTS=${most} or less` : `LLM_DAILY_LIMIT=${1.2 * leastRequests} or more`;
    throw new LlmError(`LLM_DAILY_LIMIT=${dailyLimit}: below 1.2 × LLM_REQUESTS=${requests}; accepted is ${accepted}`);
  }
  return {
    scenario: {
      executor: 'per-vu-iterations',
      vus: users,
      iterations: 1,
      maxDuration: formatDuration(maxDurationMs + timeoutMs),
      gracefulStop: '5s',
    },
    model: 'closed',
    about: `probing with at most ${requests} requests and ${tokenVolume} tokens in ${formatDuration(maxDurationMs)}`,
    windows: [],
  };
}
