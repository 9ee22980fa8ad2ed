import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngine } from '../../simulator/engine/engine.ts';
import type { Job } from '../../simulator/engine/job.ts';

const action = fc.oneof(
  fc.record({ kind: fc.constant('submit' as const), tokens: fc.nat(6), prefillMs: fc.nat(50), afterMs: fc.nat(30) }),
  fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(40), afterMs: fc.nat(30) }),
  fc.record({ kind: fc.constant('advance' as const), afterMs: fc.nat(200) }),
);

it('whatever comes and goes: slots hold, time runs forward, every job that stays is answered in full', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (actions, slots) => {
      const engine = createEngine({ slots, maxQueue: 5, tokenMs: 10, batchSlowdown: 0.7 });
      const jobs: { job: Job; made: number; isDone: boolean; isCancelled: boolean }[] = [];
      let clockMs = 0;
      let lastMs = 0;
      const happened = (atMs: number) => {
        expect(engine.load().active).toBeLessThanOrEqual(slots);
        expect(atMs).toBeGreaterThanOrEqual(lastMs - 1e-6);
        expect(atMs).toBeLessThanOrEqual(clockMs + 1e-6);
        lastMs = atMs;
      };
      for (const step of actions) {
        clockMs += step.afterMs;
        if (step.kind === 'advance') engine.advance(clockMs);
        if (step.kind === 'cancel') {
          const one = jobs[step.which];
          if (one === undefined || one.isDone) continue;
          engine.cancel(one.job, clockMs);
          if (!one.isDone) one.isCancelled = true; // it may have ended before, by its schedule
        }
        if (step.kind === 'submit') {
          const state = { made: 0, isDone: false, isCancelled: false };
          const job: Job = {
            prefillMs: step.prefillMs,
            tokens: step.tokens,
            gap: () => 1,
            onSlot: happened,
            onToken(index, atMs) {
              happened(atMs);
              expect(index).toBe(one.made++);
            },
            onDone(atMs) {
              happened(atMs);
              one.isDone = true;
            },
          };
          const one = { ...state, job };
          if (engine.submit(job, clockMs) === 'admitted') jobs.push(one);
        }
      }
      clockMs += 1e6;
      engine.advance(clockMs);
      expect(engine.load()).toEqual({ active: 0, queued: 0 });
      for (const one of jobs) {
        expect(one.isDone).toBe(!one.isCancelled);
        if (one.isDone) expect(one.made).toBe(one.job.tokens);
      }
    }),
  );
});
