import { type ClosedLoad, closedModel } from './closed-model.ts';
import type { SimulatorConfig } from './options.ts';

/** The pauses of the scenario `step`, and its first step as the baseline. */
const byDefault: ClosedLoad & { baselineUsers: number } = {
  inputTokens: 100,
  pauseMs: { min: 100, max: 500 },
  baselineUsers: 10,
};

/**
 * The knee in users: the smallest number of them at which the 95th percentile of the total generation time is more
 * than twice that of `baselineUsers`. Where the queue has no room for that many it is the first number of which one
 * would be refused. See `closedModel` for what is left out.
 */
export function kneeUsers(config: SimulatorConfig, given: Partial<typeof byDefault> = {}): number {
  const { baselineUsers, ...load } = { ...byDefault, ...given };
  const doubleMs = 2 * closedModel(config, baselineUsers, load).p95Ms;
  const isBeyond = (users: number) => closedModel(config, users, load).p95Ms > doubleMs;
  const firstRefused = config.slots + config.maxQueue + 1;

  let below = baselineUsers;
  let beyond = Math.min(2 * below, firstRefused);
  while (beyond < firstRefused && !isBeyond(beyond)) {
    below = beyond;
    beyond = Math.min(2 * beyond, firstRefused);
  }
  while (beyond - below > 1) {
    const between = Math.floor((below + beyond) / 2);
    if (isBeyond(between)) beyond = between;
    else below = between;
  }
  return beyond;
}
