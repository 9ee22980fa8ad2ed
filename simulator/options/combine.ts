import { type SimulatorConfig, simulatorOptions } from '../options.ts';
import type { SimulatorOption } from './option.ts';

type Name = keyof SimulatorConfig;

function refuse(message: string): never {
  throw new Error(`simulator options: ${message}`);
}

/** Settings that say nothing without one of the others. */
const needs: readonly { name: Name; others: readonly Name[] }[] = [
  { name: 'requestsBurst', others: ['requestsPerWindow'] },
  { name: 'tokensBurst', others: ['tokensPerWindow'] },
  { name: 'tokenLimitKind', others: ['tokensPerWindow'] },
  { name: 'tokenCharge', others: ['tokensPerWindow'] },
  { name: 'requestsPerDayRemaining', others: ['requestsPerDay'] },
  { name: 'startCold', others: ['coldStartMs'] },
  { name: 'unloadAfterMs', others: ['coldStartMs'] },
  { name: 'coldStartMs', others: ['startCold', 'unloadAfterMs'] },
  { name: 'coldStartJitter', others: ['coldStartMs'] },
  { name: 'coldStartReply', others: ['coldStartMs'] },
  { name: 'tellLoadTime', others: ['coldStartMs'] },
  { name: 'semanticHitRate', others: ['semanticCacheEntries'] },
];

/** Whether a setting is other than if nobody had given it. */
function isSet(config: SimulatorConfig, name: Name): boolean {
  const option: SimulatorOption | undefined = simulatorOptions.find((one) => one.name === name);
  return config[name] !== undefined && config[name] !== option?.default;
}

function checkNeeds(config: SimulatorConfig): void {
  for (const { name, others } of needs) {
    if (isSet(config, name) && !others.some((other) => isSet(config, other)))
      refuse(`${name} needs ${others.join(' or ')}`);
  }
}

function checkLimits(config: SimulatorConfig): void {
  const { limitKind, tokenLimitKind = limitKind, requestsPerDay, requestsPerDayRemaining } = config;
  if (config.requestsBurst !== undefined && limitKind === 'fixed-window')
    refuse('requestsBurst is the size of a bucket: a fixed-window has none');
  if (config.tokensBurst !== undefined && tokenLimitKind === 'fixed-window')
    refuse('tokensBurst is the size of a bucket: a fixed-window has none');
  if ((requestsPerDayRemaining ?? 0) > (requestsPerDay ?? 0))
    refuse(`requestsPerDayRemaining ${requestsPerDayRemaining} is more than requestsPerDay ${requestsPerDay}`);
  if (config.advertise === 'none' && isSet(config, 'advertisedFactor'))
    refuse('advertisedFactor with advertise none: nothing is told');
  if (config.retryAfter === 'none' && isSet(config, 'retryAfterFactor'))
    refuse('retryAfterFactor with retryAfter none: nothing is told');
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
  checkNeeds(config);
  checkLimits(config);
  return config;
}
