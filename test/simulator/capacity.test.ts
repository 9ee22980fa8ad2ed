import { describe, expect, it } from 'vitest';
import { capacity, serviceMs } from '../../simulator/capacity.ts';
import { resolveConfig } from '../../simulator/config.ts';
import { createEngine } from '../../simulator/engine/engine.ts';
import { drawFaults } from '../../simulator/faults/draw.ts';
import { parseFaults } from '../../simulator/faults/parse.ts';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { makePlan } from '../../simulator/plan.ts';
import { presets } from '../../simulator/presets.ts';

const inputTokens = 100;
const noFaults = drawFaults(parseFaults(''), () => 0);

/** Offers `perSecond` for `seconds` of simulated time; tells what came out and how long the last tenth waited. */
function offer(config: SimulatorConfig, perSecond: number, seconds: number) {
  const engine = createEngine(config);
  let done = 0;
  const waits: number[] = [];
  const count = perSecond * seconds;
  for (let index = 0; index < count; index += 1) {
    const atMs = (index * 1000) / perSecond;
    const plan = makePlan(config, index, { inputTokens }, noFaults);
    const onSlot = (slotMs: number) => waits.push(slotMs - atMs);
    const job = { prefillMs: plan.prefillMs, tokens: plan.outputTokens, gap: plan.gap, onSlot, onToken() {} };
    engine.submit({ ...job, onDone: () => (done += 1) }, atMs);
  }
  engine.advance(seconds * 1000);
  const last = waits.slice(-Math.ceil(waits.length / 10));
  return { perSecond: done / seconds, lastWaitMs: last.reduce((sum, wait) => sum + wait, 0) / last.length };
}

describe('capacity', () => {
  it('is slots over the time that a request holds one', () => {
    const config = { slots: 4, prefillMs: 90, prefillPerTokenMs: 0.1, tokenMs: 10, batchSlowdown: 1, outputTokens: 16 };
    // 100 ms of prefill and 15 steps of 20 ms: 400 ms
    expect(serviceMs(config, 4, inputTokens)).toBe(400);
    expect(capacity(config, { inputTokens })).toBe(10);
  });

  it('is what the engine brings when twice as much is offered', () => {
    const config = resolveConfig({ ...presets.demo, maxQueue: 1e9 });
    const knee = capacity(config, { inputTokens });
    const { perSecond } = offer(config, 2 * knee, 120);
    expect(perSecond / knee).toBeGreaterThan(0.98);
    expect(perSecond / knee).toBeLessThan(1.02);
  });

  it('is a knee: a tenth less hardly waits, a tenth more waits ever longer', () => {
    const config = resolveConfig({ ...presets.demo, maxQueue: 1e9 });
    const knee = capacity(config, { inputTokens });
    expect(offer(config, 0.9 * knee, 120).lastWaitMs).toBeLessThan(20);
    expect(offer(config, 1.1 * knee, 120).lastWaitMs).toBeGreaterThan(5000);
  });
});

describe('the demo preset', () => {
  it('has its knee near 30 requests per second', () => {
    expect(capacity(presets.demo, { inputTokens })).toBeGreaterThan(29);
    expect(capacity(presets.demo, { inputTokens })).toBeLessThan(31);
  });

  it('answers a lone request in half a second, the first token after 80 ms', () => {
    expect(serviceMs({ ...presets.demo, outputTokens: 1 }, 1, inputTokens)).toBeCloseTo(80, 5);
    expect(serviceMs(presets.demo, 1, inputTokens)).toBeGreaterThan(480);
    expect(serviceMs(presets.demo, 1, inputTokens)).toBeLessThan(520);
  });
});
