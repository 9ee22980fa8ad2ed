import { stepMs } from './engine/step.ts';
import type { SimulatorConfig } from './options.ts';

type CapacityConfig = Pick<
  SimulatorConfig,
  'slots' | 'prefillMs' | 'prefillPerTokenMs' | 'tokenMs' | 'batchSlowdown' | 'outputTokens'
>;

/** Mean time that a request of `inputTokens` holds its slot while `active` slots are taken, in ms. */
export function serviceMs(config: CapacityConfig, active: number, inputTokens: number): number {
  const prefillMs = config.prefillMs + config.prefillPerTokenMs * inputTokens;
  // the first token comes with the end of prefill, so n tokens take n − 1 steps
  return prefillMs + Math.max(0, config.outputTokens - 1) * stepMs(config, active);
}

/**
 * The knee in requests per second: with more than this offered for long, the queue grows without end.
 *
 *     capacity = slots / (prefill + (outputTokens − 1) × step with every slot taken)
 *
 * Holds for answers that `max_tokens` does not cut; jitter and spread keep their means and so do not change it.
 */
export function capacity(config: CapacityConfig, load: { inputTokens: number } = { inputTokens: 100 }): number {
  return (config.slots * 1000) / serviceMs(config, config.slots, load.inputTokens);
}
