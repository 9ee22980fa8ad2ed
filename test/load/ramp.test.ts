import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOfferedLoad } from '../../lib/load/offered-load.ts';
import { ramp } from '../../lib/load/ramp.ts';
import { parseDuration } from '../../lib/options/duration.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const shape = (env: Record<string, string> = {}) =>
  ramp(readOptions({ LLM_BASE_URL: 'http://localhost', LLM_MODEL: 'm', LLM_STAGES: '10s:5,20s:5', ...env }));

describe("k6's scenario", () => {
  it('has the VUs that the highest rate needs if every request takes its whole time-out', () => {
    expect(shape({ LLM_TIMEOUT: '10s' }).scenario).toEqual({
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      stages: [
        { duration: '10s', target: 5 },
        { duration: '20s', target: 5 },
      ],
      preAllocatedVUs: 50,
      maxVUs: 50,
      gracefulStop: '15s',
    });
  });

  it('never has more than LLM_MAX_VUS, nor fewer than one', () => {
    expect(shape({ LLM_MAX_VUS: '20' }).scenario).toMatchObject({ preAllocatedVUs: 20, maxVUs: 20 });
    expect(shape({ LLM_STAGES: '200s:0.01', LLM_START_RATE: '0.01', LLM_TIMEOUT: '1s' }).scenario).toMatchObject({
      maxVUs: 1,
    });
  });

  it('tells hundredths of a request as whole ones in a hundred seconds', () => {
    expect(shape({ LLM_START_RATE: '0.5', LLM_STAGES: '30s:1.25,30s:2' }).scenario).toMatchObject({
      startRate: 50,
      timeUnit: '100s',
      stages: [{ target: 125 }, { target: 200 }],
    });
  });

  it('tells k6 exactly the rates that were asked for, in whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (hundredths) => {
        const { scenario } = shape({ LLM_STAGES: `200s:${hundredths / 100}` });
        const [stage] = (scenario?.stages ?? []) as { target: number }[];
        const unit = parseDuration(scenario?.timeUnit as string) as number;
        expect(Number.isInteger(stage?.target)).toBe(true);
        expect(((stage?.target ?? 0) * 1000) / unit).toBeCloseTo(hundredths / 100, 9);
      }),
    );
  });

  it.each(['1s', '60s', '10m'])('at the end waits longer than a request may take: %s', (timeout) => {
    const graceMs = parseDuration(shape({ LLM_TIMEOUT: timeout }).scenario?.gracefulStop as string) ?? 0;
    expect(graceMs).toBeGreaterThan(parseDuration(timeout) ?? 0);
  });

  it('is open, and says what it offers', () => {
    expect(shape()).toMatchObject({
      model: 'open',
      about: 'open load, 1 → 5 → 5 requests/s over 30s',
      durationMs: 30_000,
    });
    expect(shape()).not.toHaveProperty('requests');
  });

  it('tells many stages by their ends and their peak', () => {
    const stages = `${Array.from({ length: 40 }, (_, i) => `1s:${i}`).join(',')},1s:7`;
    expect(shape({ LLM_STAGES: stages }).about).toBe('open load, 1 → … → 39 → … → 7 requests/s over 41s');
  });
});

describe('windows', () => {
  it('begin after the warm-up; the last one may be shorter', () => {
    const { windows } = shape({ LLM_STAGES: '35s:10', LLM_START_RATE: '10', LLM_WARMUP: '5s', LLM_WINDOW: '20s' });
    expect(windows).toEqual([
      { index: 0, startMs: 5000, endMs: 25_000, requestsPerSecond: 10 },
      { index: 1, startMs: 25_000, endMs: 35_000, requestsPerSecond: 10 },
    ]);
  });

  it('have the mean of what is offered in them', () => {
    const { windows } = shape({ LLM_STAGES: '20s:20', LLM_START_RATE: '0', LLM_WINDOW: '10s' });
    expect(windows.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([5, 15]);
  });

  it('together hold every arrival after the warm-up, none twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 50_000 }), fc.integer({ min: 0, max: 20_000 }), (windowMs, warmupMs) => {
        const { windows } = shape({ LLM_WINDOW: `${windowMs}ms`, LLM_WARMUP: `${warmupMs}ms` });
        const load = createOfferedLoad(1, [
          { durationMs: 10_000, target: 5 },
          { durationMs: 20_000, target: 5 },
        ]);
        const sum = windows.reduce((all, w) => all + ((w.requestsPerSecond ?? 0) * (w.endMs - w.startMs)) / 1000, 0);
        expect(sum).toBeCloseTo(load.arrivals(30_000) - load.arrivals(warmupMs), 6);
        expect(windows[0]?.startMs).toBe(warmupMs);
        expect(windows.at(-1)?.endMs).toBe(30_000);
        expect(windows.slice(1).map(({ startMs }) => startMs)).toEqual(windows.slice(0, -1).map(({ endMs }) => endMs));
      }),
    );
  });

  it('as many as 200 are accepted', () => {
    expect(shape({ LLM_STAGES: '200s:5', LLM_WINDOW: '1s' }).windows).toHaveLength(200);
  });
});

describe('what is refused before anything is sent', () => {
  it.each([
    [
      { LLM_STAGES: '10s:0', LLM_START_RATE: '0' },
      'LLM_STAGES: no stage rises above 0 requests per second; nothing would be sent',
    ],
    [
      { LLM_WARMUP: '30s' },
      'LLM_WARMUP=30s: the load lasts 30s, nothing would be measured; accepted is less than that, such as 3s',
    ],
    [
      { LLM_STAGES: '10s:5,1s:0,1m:0', LLM_WARMUP: '20s' },
      'LLM_STAGES: less than one request would be sent after the warm-up (LLM_WARMUP=20s); nothing would be measured',
    ],
    [
      { LLM_STAGES: '1h:5', LLM_WINDOW: '1s' },
      'LLM_WINDOW=1s: cuts 1h into 3600 windows; accepted is at most 200, so 18s or longer',
    ],
    [
      { LLM_STAGES: '1h1s:5', LLM_WINDOW: '1s' },
      'LLM_WINDOW=1s: cuts 1h1s into 3601 windows; accepted is at most 200, so 19s or longer',
    ],
    [
      { LLM_STAGES: '10s:5', LLM_WINDOW: '0.001ms' },
      'LLM_WINDOW=0.001ms: cuts 10s into 10000000 windows; accepted is at most 200, so 50ms or longer',
    ],
  ])('%o', (env, message) => expect(() => shape(env)).toThrow(new LlmError(message)));

  it('the window that the error names works, and the warm-up too', () => {
    expect(shape({ LLM_STAGES: '1h1s:5', LLM_WINDOW: '19s' }).windows).toHaveLength(190);
    expect(shape({ LLM_WARMUP: '3s' }).windows).not.toHaveLength(0);
  });
});
