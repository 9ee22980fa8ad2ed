import type { SimulatorConfig } from '../options.ts';

/** When a refused client is told to come back: the true wait times a factor, or nothing. */
export function toldWaitMs(
  config: Pick<SimulatorConfig, 'retryAfter' | 'retryAfterFactor'>,
  retryMs: number,
): number | undefined {
  return config.retryAfter === 'none' || !Number.isFinite(retryMs) ? undefined : retryMs * config.retryAfterFactor;
}

/** OpenAI and Azure also tell milliseconds; the others know only RFC 9110's whole seconds. */
export function retryAfterHeaders(
  config: Pick<SimulatorConfig, 'advertise' | 'retryAfterFactor'>,
  toldMs: number,
): Record<string, string> {
  // Whole seconds of an honest wait round up, of one that is too short down: else rounding would make it honest.
  const seconds = config.retryAfterFactor < 1 ? Math.floor(toldMs / 1000) : Math.ceil(toldMs / 1000);
  const headers = { 'retry-after': String(seconds) };
  if (config.advertise !== 'openai' && config.advertise !== 'azure') return headers;
  return { ...headers, 'retry-after-ms': String(Math.ceil(toldMs)) };
}
