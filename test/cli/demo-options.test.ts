import { describe, expect, it } from 'vitest';
import { demoOptions } from '../../cli/demo/options.ts';
import { ramp } from '../../lib/load/ramp.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { capacity } from '../../simulator/capacity.ts';
import { resolveConfig } from '../../simulator/config.ts';
import { presets } from '../../simulator/presets.ts';
import type { Simulator } from '../../simulator/server.ts';

const config = resolveConfig(presets.demo);
const shape = ramp(readOptions(demoOptions({ url: 'http://127.0.0.1:1', config } as Simulator)));

describe("the demo's load", () => {
  it('ends within 50 s', () => {
    expect(shape.durationMs).toBeLessThan(50_000);
  });

  it('offers more measured requests than a p99 needs', () => {
    const measured = shape.windows.reduce(
      (sum, w) => sum + ((w.requestsPerSecond ?? 0) * (w.endMs - w.startMs)) / 1000,
      0,
    );
    expect(measured).toBeGreaterThan(700);
  });

  it('begins far below what the simulator can serve and ends above it', () => {
    const rates = shape.windows.map(({ requestsPerSecond }) => requestsPerSecond);
    expect(rates[0]).toBeLessThan(capacity(config) / 3);
    expect(rates.at(-1)).toBeGreaterThan(capacity(config));
  });
});
