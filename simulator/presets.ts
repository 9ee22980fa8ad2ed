import type { SimulatorConfig } from './options.ts';

/** Named settings for a purpose; spread them under your own: `startSimulator({ ...presets.demo, port: 8080 })`. */
export const presets = {
  /**
   * A small model for the demo: alone, a request has its first token after 80 ms and 30 tokens after half a second.
   * The knee is at 30 requests/s, so that a ramp from 5 to 40 requests/s shows health, a rising step time, then a queue.
   */
  demo: {
    model: 'sim-demo',
    slots: 24,
    prefillMs: 75,
    prefillPerTokenMs: 0.05,
    prefillJitter: 0.1,
    tokenMs: 14.5,
    tokenJitter: 0.1,
    batchSlowdown: 0.71,
    outputTokens: 30,
    outputSpread: 0.2,
  },
} as const satisfies Record<string, Partial<SimulatorConfig>>;
