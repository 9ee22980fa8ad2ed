import type { SimulatorConfig } from '../options.ts';
import { createBucket } from './bucket.ts';
import { createFixedWindow } from './fixed-window.ts';
import type { Meter } from './meter.ts';

const dayMs = 86_400_000;

/** One limit that is on. */
export interface Metered {
  /** As the truth log names it. */
  name: 'requests' | 'tokens' | 'requests-per-day';
  /** As headers name it. */
  dimension: 'requests' | 'tokens';
  /** What is allowed in `windowMs`. */
  limit: number;
  windowMs: number;
  meter: Meter;
}

interface Sizes {
  kind: SimulatorConfig['limitKind'];
  /** Of a bucket; one window without it. */
  burst?: number | undefined;
  /** What is left at the start; all without it. */
  start?: number | undefined;
}

function meterOf(limit: number, periodMs: number, { kind, burst = limit, start }: Sizes): Meter {
  if (kind === 'fixed-window') return createFixedWindow({ limit, periodMs, start: start ?? limit });
  return createBucket({ capacity: burst, refill: limit, periodMs, start: start ?? burst });
}

/** Every limit on requests or tokens that the settings ask for. */
export function createMetered(config: SimulatorConfig): Metered[] {
  const { limitKind, tokenLimitKind = limitKind, windowMs } = config;
  const metered: Metered[] = [];

  function add(name: Metered['name'], limit: number | undefined, periodMs: number, sizes: Sizes): void {
    if (limit === undefined) return;
    const dimension = name === 'tokens' ? 'tokens' : 'requests';
    metered.push({ name, dimension, limit, windowMs: periodMs, meter: meterOf(limit, periodMs, sizes) });
  }

  add('requests', config.requestsPerWindow, windowMs, { kind: limitKind, burst: config.requestsBurst });
  add('tokens', config.tokensPerWindow, windowMs, { kind: tokenLimitKind, burst: config.tokensBurst });
  add('requests-per-day', config.requestsPerDay, dayMs, { kind: limitKind, start: config.requestsPerDayRemaining });
  return metered;
}
