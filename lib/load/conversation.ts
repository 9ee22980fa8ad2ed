import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape } from './load-shape.ts';

/** So many users, each in one chat after another until the time is over. */
export function conversationLoad(options: Options): LoadShape {
  const { users, turns, durationMs, maxVus, warmupMs } = options;
  if (users > maxVus) throw new LlmError(`LLM_USERS=${users}: above LLM_MAX_VUS=${maxVus}; accepted is 1 to ${maxVus}`);
  if (warmupMs >= durationMs) {
    throw new LlmError(
      `LLM_WARMUP=${formatDuration(warmupMs)}: the load lasts ${formatDuration(durationMs)} (LLM_DURATION), nothing would ` +
        'be measured; accepted is less than that',
    );
  }
  return {
    scenario: {
      executor: 'constant-vus',
      vus: users,
      duration: formatDuration(durationMs),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'closed',
    about: `closed load, ${users} users in chats of ${turns} turns for ${formatDuration(durationMs)}`,
    durationMs,
    windows: [],
  };
}
