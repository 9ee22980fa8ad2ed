/** The numbers that say how fast a batch decodes. */
export interface StepConfig {
  tokenMs: number;
  batchSlowdown: number;
  slots: number;
}

/**
 * Time between two tokens of one stream while `active` slots are taken:
 *
 *     step = tokenMs × (1 + batchSlowdown × (active − 1) / (slots − 1))
 *
 * A lone request decodes at `tokenMs`; with every slot taken a token takes `1 + batchSlowdown` times as long. Requests
 * in prefill count as active: they keep the same device busy.
 */
export function stepMs(config: StepConfig, active: number): number {
  const others = Math.max(0, active - 1);
  const share = config.slots > 1 ? others / (config.slots - 1) : 0;
  return config.tokenMs * (1 + config.batchSlowdown * share);
}
