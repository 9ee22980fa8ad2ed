import type { WindowSamples } from './window-samples.ts';

/** The latencies that a verdict on windows can stand on. */
export type LatencyName = 'total' | 'firstToken';

export const latencyWords: Record<LatencyName, string> = {
  total: 'total generation time',
  firstToken: 'time to first token',
};

/** Ascending, in milliseconds. */
export function latencyOf(samples: WindowSamples, name: LatencyName): number[] {
  return name === 'total' ? samples.totalMs : samples.firstTokenMs;
}
