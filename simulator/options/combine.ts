import type { SimulatorConfig } from '../options.ts';

type Name = keyof SimulatorConfig;

function refuse(message: string): never {
  throw new Error(`simulator options: ${message}`);
}

/** `name` says nothing without one of the others. */
function needs(config: SimulatorConfig, name: Name, others: readonly Name[]): void {
  if (config[name] === undefined || others.some((other) => config[other] !== undefined)) return;
  refuse(`${name} needs ${others.join(' or ')}`);
}

function checkLimits(config: SimulatorConfig): void {
  needs(config, 'requestsBurst', ['requestsPerWindow']);
  needs(config, 'tokensBurst', ['tokensPerWindow']);
  needs(config, 'tokenLimitKind', ['tokensPerWindow']);
  needs(config, 'requestsPerDayRemaining', ['requestsPerDay']);
  const { limitKind, tokenLimitKind = limitKind, requestsPerDay, requestsPerDayRemaining } = config;
  if (config.requestsBurst !== undefined && limitKind === 'fixed-window')
    refuse('requestsBurst is the size of a bucket: a fixed-window has none');
  if (config.tokensBurst !== undefined && tokenLimitKind === 'fixed-window')
    refuse('tokensBurst is the size of a bucket: a fixed-window has none');
  if ((requestsPerDayRemaining ?? 0) > (requestsPerDay ?? 0))
    refuse(`requestsPerDayRemaining ${requestsPerDayRemaining} is more than requestsPerDay ${requestsPerDay}`);
}

function checkColdStart({ coldStartMs, unloadAfterMs, startCold }: SimulatorConfig): void {
  const isEverCold = startCold || unloadAfterMs !== undefined;
  if (isEverCold && coldStartMs === undefined)
    refuse(`${startCold ? 'startCold' : 'unloadAfterMs'} needs coldStartMs: how long loading takes`);
  if (!isEverCold && coldStartMs !== undefined)
    refuse('coldStartMs needs startCold or unloadAfterMs: without them the model is always loaded');
}

/** `requestsPerMinute` in the words that everything else knows. */
function unfold({ requestsPerMinute, ...config }: SimulatorConfig): SimulatorConfig {
  if (requestsPerMinute === undefined) return config;
  if (config.requestsPerWindow !== undefined) refuse('give requestsPerMinute or requestsPerWindow, not both');
  if (config.windowMs !== 60_000)
    refuse(`requestsPerMinute is for a windowMs of 60000, not ${config.windowMs}: give requestsPerWindow`);
  return { ...config, requestsPerWindow: requestsPerMinute };
}

/** Writes short forms out and refuses settings that contradict each other or could have no effect. */
export function combine(given: SimulatorConfig): SimulatorConfig {
  const config = unfold(given);
  checkLimits(config);
  checkColdStart(config);
  return config;
}
