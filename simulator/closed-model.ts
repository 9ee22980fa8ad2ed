import { createEngine } from './engine/engine.ts';
import { createHeap } from './engine/heap.ts';
import type { Job } from './engine/job.ts';
import type { SimulatorConfig } from './options.ts';
import { makePlan, type Plan } from './plan.ts';
import { createRandom } from './random.ts';

/** What each user does: ask, wait for the whole answer, pause, ask again. */
export interface ClosedLoad {
  inputTokens: number;
  maxTokens?: number;
  /** The pause is uniform between these. */
  pauseMs: { min: number; max: number };
}

/** How it goes for them in the long run. */
export interface ClosedResult {
  /** 95th percentile of the time from the request to the last token, by nearest rank. */
  p95Ms: number;
  requestsPerSecond: number;
}

/** Requests of which the result is made; what a user asks before the third is left out. */
const measured = 3000;
const leftOutPerUser = 3;

const noFaults = { shapes: new Map(), label: '' };

/** The plan as a job of at most two tokens, which ends when the whole would: what lies between is of no interest. */
function inTwo(plan: Plan, onDone: (atMs: number) => void): Job {
  let steps = 0;
  for (let index = 1; index < plan.outputTokens; index += 1) steps += plan.gap(index);
  const tokens = Math.min(2, plan.outputTokens);
  return { prefillMs: plan.prefillMs, tokens, gap: () => steps, onSlot() {}, onToken() {}, onDone };
}

/**
 * Runs the model with so many users in simulated time, with the seed's own lengths and jitter. Queue without limit; no
 * limits, loading, caches, faults or defects.
 */
export function closedModel(config: SimulatorConfig, users: number, load: ClosedLoad): ClosedResult {
  const engine = createEngine({ ...config, maxQueue: users });
  const random = createRandom(config.seed);
  const asks = createHeap<undefined>();
  const pause = () => load.pauseMs.min + random() * (load.pauseMs.max - load.pauseMs.min);
  const totals: number[] = [];
  const leftOut = leftOutPerUser * users;
  let asked = 0;
  let ended = 0;
  let fromMs = 0;
  let nowMs = 0;

  function ask(): void {
    const startMs = nowMs;
    const plan = makePlan(config, asked++, load, noFaults);
    const job = inTwo(plan, (atMs) => {
      ended += 1;
      if (ended === leftOut) fromMs = atMs;
      if (ended > leftOut) totals.push(atMs - startMs);
      asks.push(atMs + pause(), undefined);
    });
    engine.submit(job, nowMs);
  }

  for (let user = 0; user < users; user += 1) asks.push(pause(), undefined);
  while (totals.length < measured) {
    const askMs = asks.peek()?.key ?? Number.POSITIVE_INFINITY;
    const dueMs = engine.nextDueMs() ?? Number.POSITIVE_INFINITY;
    nowMs = Math.min(askMs, dueMs);
    engine.advance(nowMs);
    if (askMs <= dueMs) {
      asks.pop();
      ask();
    }
  }
  totals.sort((a, b) => a - b);
  return {
    p95Ms: totals[Math.ceil(0.95 * totals.length) - 1] as number,
    requestsPerSecond: (totals.length * 1000) / (nowMs - fromMs),
  };
}
