import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape } from './load-shape.ts';

/** How many requests of which size make up the volume. */
export interface VolumePart {
  name: 'small' | 'large';
  /** Tokens of one request, input and output cap. */
  size: number;
  requests: number;
}

/** The same volume of tokens as many small requests and as few large ones. */
export function volumeParts(options: Pick<Options, 'tokenVolume' | 'smallSize' | 'largeSize'>): VolumePart[] {
  const { tokenVolume, smallSize, largeSize } = options;
  return [
    { name: 'small', size: smallSize, requests: Math.floor(tokenVolume / smallSize) },
    { name: 'large', size: largeSize, requests: Math.floor(tokenVolume / largeSize) },
  ];
}

/**
 * A few users share the small requests, wait until all limits are whole again, and share the large ones. Each part lasts
 * one window of the limits at most.
 */
export function tokenVolume(options: Options): LoadShape {
  const { users, maxVus, limitWindowMs, smallSize, largeSize, tokenVolume: volume, maxTokens, warmupMs } = options;
  if (largeSize < 2 * smallSize) {
    throw new LlmError(
      `LLM_LARGE_SIZE=${largeSize}: not large beside LLM_SMALL_SIZE=${smallSize}; accepted is ${2 * smallSize} or more`,
    );
  }
  if (smallSize < maxTokens + 15) {
    throw new LlmError(
      `LLM_SMALL_SIZE=${smallSize}: no room for a prompt beside LLM_MAX_TOKENS=${maxTokens}; accepted is ${maxTokens + 15} or more`,
    );
  }
  if (volume < 5 * largeSize) {
    throw new LlmError(
      `LLM_TOKEN_VOLUME=${volume}: fewer than 5 requests of LLM_LARGE_SIZE=${largeSize}; accepted is ${5 * largeSize} or more`,
    );
  }
  if (users > maxVus) throw new LlmError(`LLM_USERS=${users}: above LLM_MAX_VUS=${maxVus}; accepted is 1 to ${maxVus}`);
  if (warmupMs > 0) {
    throw new LlmError(`LLM_WARMUP=${formatDuration(warmupMs)}: it would use the limits up; accepted is 0s`);
  }
  const [small, large] = volumeParts(options) as [VolumePart, VolumePart];
  return {
    scenario: {
      executor: 'per-vu-iterations',
      vus: users,
      iterations: 1,
      maxDuration: formatDuration(3 * limitWindowMs + options.timeoutMs),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'closed',
    about:
      `${volume} tokens as ${small.requests} requests of ${small.size}, then as ${large.requests} of ${large.size}, ` +
      `each by ${users} users within ${formatDuration(limitWindowMs)}`,
    windows: [
      { index: 0, startMs: 0, endMs: limitWindowMs, users, name: 'small' },
      { index: 1, startMs: 2 * limitWindowMs, endMs: 3 * limitWindowMs, users, name: 'large' },
    ],
  };
}
