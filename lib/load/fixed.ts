import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape } from './load-shape.ts';

/** So many users share so many requests, each sending the next when its answer is there. */
export function fixed(options: Options): LoadShape {
  const { users, requests, maxVus, maxDurationMs, warmupMs } = options;
  if (users > requests) {
    throw new LlmError(
      `LLM_USERS=${users}: more users than requests (LLM_REQUESTS=${requests}); accepted is 1 to ${requests}`,
    );
  }
  if (users > maxVus) throw new LlmError(`LLM_USERS=${users}: above LLM_MAX_VUS=${maxVus}; accepted is 1 to ${maxVus}`);
  if (warmupMs >= maxDurationMs) {
    throw new LlmError(
      `LLM_WARMUP=${formatDuration(warmupMs)}: the run lasts at most ${formatDuration(maxDurationMs)} (LLM_MAX_DURATION), ` +
        'nothing would be measured',
    );
  }
  return {
    scenario: {
      executor: 'shared-iterations',
      vus: users,
      iterations: requests,
      maxDuration: formatDuration(maxDurationMs),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'closed',
    about: `closed load, ${counted(users, 'user')}, ${counted(requests, 'request')}`,
    requests,
    windows: [],
  };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
