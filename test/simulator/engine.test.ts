import { describe, expect, it } from 'vitest';
import { createEngine, type EngineConfig } from '../../simulator/engine/engine.ts';
import type { Job } from '../../simulator/engine/job.ts';
import { stepMs } from '../../simulator/engine/step.ts';

const config: EngineConfig = { slots: 2, maxQueue: 1, tokenMs: 10, batchSlowdown: 0 };

/** A job that writes down what happened to it and when. */
function record(tokens: number, prefillMs = 100, more: Partial<Job> = {}) {
  const log: string[] = [];
  const job: Job = {
    prefillMs,
    tokens,
    gap: () => 1,
    onSlot: (atMs) => log.push(`slot ${atMs}`),
    onToken: (index, atMs) => log.push(`token${index} ${Math.round(atMs * 1000) / 1000}`),
    onDone: (atMs) => log.push(`done ${Math.round(atMs * 1000) / 1000}`),
    ...more,
  };
  return { job, log };
}

describe('schedule', () => {
  it('the first token comes after prefill, the others a step apart', () => {
    const engine = createEngine(config);
    const { job, log } = record(3);
    engine.submit(job, 1000);
    engine.advance(5000);
    expect(log).toEqual(['slot 1000', 'token0 1100', 'token1 1110', 'token2 1120', 'done 1120']);
  });

  it('does nothing before its time and tells when that is', () => {
    const engine = createEngine(config);
    const { job, log } = record(2);
    engine.submit(job, 0);
    expect(engine.nextDueMs()).toBe(100);
    engine.advance(99.9);
    expect(log).toEqual(['slot 0']);
    engine.advance(100);
    expect(engine.nextDueMs()).toBe(110);
  });

  it('a caller that comes late moves nothing: neither later tokens nor the next in the queue', () => {
    const engine = createEngine({ ...config, slots: 1 });
    const first = record(3);
    const second = record(1);
    engine.submit(first.job, 0);
    engine.submit(second.job, 5);
    engine.advance(113);
    engine.advance(900);
    expect(first.log.at(-1)).toBe('done 120');
    expect(second.log).toEqual(['slot 120', 'token0 220', 'done 220']);
  });

  it('an answer without tokens is done when prefill ends', () => {
    const engine = createEngine(config);
    const { job, log } = record(0);
    engine.submit(job, 0);
    engine.advance(1000);
    expect(log).toEqual(['slot 0', 'done 100']);
  });

  it('gaps stretch single steps', () => {
    const engine = createEngine(config);
    const { job, log } = record(3, 0, { gap: (index) => index * 2 });
    engine.submit(job, 0);
    engine.advance(1000);
    expect(log.slice(1)).toEqual(['token0 0', 'token1 20', 'token2 60', 'done 60']);
  });

  it('a pause shifts what follows and keeps the slot', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 5 });
    const { job, log } = record(3, 0, {
      onToken: (index, atMs) => {
        log.push(`token${index} ${atMs}`);
        if (index === 0) engine.pause(job, 500);
      },
    });
    engine.submit(job, 0);
    engine.advance(100);
    expect(engine.load().active).toBe(1);
    engine.advance(1000);
    expect(log).toEqual(['slot 0', 'token0 0', 'token1 500', 'token2 510', 'done 510']);
  });

  it('a pause for ever leaves nothing due', () => {
    const engine = createEngine(config);
    const { job } = record(3, 0, { onToken: () => engine.pause(job, Number.POSITIVE_INFINITY) });
    engine.submit(job, 0);
    engine.advance(1e9);
    expect(engine.nextDueMs()).toBeUndefined();
    expect(engine.load().active).toBe(1);
    engine.cancel(job, 1e9);
    expect(engine.load().active).toBe(0);
  });
});

describe('batch', () => {
  it('a step grows from tokenMs alone to 1 + batchSlowdown times that with every slot taken', () => {
    const step = { tokenMs: 10, batchSlowdown: 0.5, slots: 5 };
    expect([0, 1, 2, 3, 4, 5].map((active) => stepMs(step, active))).toEqual([10, 10, 11.25, 12.5, 13.75, 15]);
    expect(stepMs({ ...step, slots: 1 }, 1)).toBe(10);
  });

  it('a neighbour that comes and goes slows the tokens in between, and only those', () => {
    const engine = createEngine({ slots: 2, maxQueue: 0, tokenMs: 10, batchSlowdown: 1 });
    const long = record(6, 0);
    const short = record(2, 0);
    engine.submit(long.job, 0);
    engine.submit(short.job, 10);
    engine.advance(1000);
    // 20 ms a step while both run, from 10 to 30; token 1 is due at the very moment the neighbour comes
    expect(short.log).toEqual(['slot 10', 'token0 10', 'token1 30', 'done 30']);
    expect(long.log.slice(1)).toEqual([
      'token0 0',
      'token1 10',
      'token2 30',
      'token3 40',
      'token4 50',
      'token5 60',
      'done 60',
    ]);
  });

  it('a neighbour in mid-step stretches only the rest of the step', () => {
    const engine = createEngine({ slots: 2, maxQueue: 0, tokenMs: 10, batchSlowdown: 1 });
    const long = record(2, 0);
    engine.submit(long.job, 0);
    engine.submit(record(9, 1000).job, 5);
    engine.advance(100);
    expect(long.log).toEqual(['slot 0', 'token0 0', 'token1 15', 'done 15']);
  });
});

describe('queue', () => {
  it('serves in the order of arrival and refuses beyond its limit', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 2 });
    const jobs = [record(1), record(1), record(1), record(1)];
    expect(jobs.map(({ job }, index) => engine.submit(job, index))).toEqual([
      'admitted',
      'admitted',
      'admitted',
      'full',
    ]);
    expect(engine.load()).toEqual({ active: 1, queued: 2 });
    engine.advance(1000);
    expect(jobs.map(({ log }) => log[0])).toEqual(['slot 0', 'slot 100', 'slot 200', undefined]);
  });

  it('with no queue a second request is refused while the only slot is taken', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 0 });
    expect(engine.submit(record(1).job, 0)).toBe('admitted');
    expect(engine.submit(record(1).job, 1)).toBe('full');
    expect(engine.submit(record(1).job, 101)).toBe('admitted');
  });

  it('a cancelled job frees its slot at once', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 2 });
    const first = record(5);
    const second = record(1);
    engine.submit(first.job, 0);
    engine.submit(second.job, 1);
    engine.cancel(first.job, 42);
    engine.advance(1000);
    expect(first.log).toEqual(['slot 0']);
    expect(second.log[0]).toBe('slot 42');
  });

  it('a job cancelled in the queue never gets a slot', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 2 });
    const jobs = [record(1), record(1), record(1)];
    for (const { job } of jobs) engine.submit(job, 0);
    engine.cancel((jobs[1] as { job: Job }).job, 10);
    expect(engine.load()).toEqual({ active: 1, queued: 1 });
    engine.advance(1000);
    expect(jobs.map(({ log }) => log[0])).toEqual(['slot 0', undefined, 'slot 100']);
  });

  it('twenty thousand jobs that end in onSlot do not nest', () => {
    const engine = createEngine({ ...config, slots: 1, maxQueue: 100_000 });
    let slots = 0;
    const blocker = record(1);
    engine.submit(blocker.job, 0);
    for (let index = 0; index < 20_000; index += 1) {
      const { job } = record(1, 1, {
        onSlot: (atMs) => {
          slots += 1;
          engine.cancel(job, atMs);
        },
      });
      engine.submit(job, 0);
    }
    engine.advance(100);
    expect(slots).toBe(20_000);
    expect(engine.load()).toEqual({ active: 0, queued: 0 });
  });

  it('jobs that are unknown or over can be cancelled again', () => {
    const engine = createEngine(config);
    const { job } = record(1);
    engine.submit(job, 0);
    engine.advance(1000);
    engine.cancel(job, 1000);
    engine.cancel(record(1).job, 1000);
    expect(engine.load()).toEqual({ active: 0, queued: 0 });
  });
});
