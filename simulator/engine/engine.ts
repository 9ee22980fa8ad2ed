import { createHeap } from './heap.ts';
import type { Job } from './job.ts';
import { type StepConfig, stepMs } from './step.ts';
import { createWorkClock } from './work-clock.ts';

export interface EngineConfig extends StepConfig {
  /** Requests that may wait for a slot. */
  maxQueue: number;
}

/**
 * The model server as a discrete-event simulation: a first-come queue, a fixed number of slots, prefill, and a decode
 * step that slows with the batch. It has no clock and no timers: the caller says what time it is.
 *
 * Events are worked off in the order of their scheduled times, and a slot is handed on at the *scheduled* end of the
 * request before. So a caller that comes late sees late writes, but the schedule itself never drifts.
 */
export interface Engine {
  /** `full` when every slot is taken and the queue is at its limit. */
  submit(job: Job, nowMs: number): 'admitted' | 'full';
  /** Ends the job wherever it stands and frees its slot; unknown and finished jobs are ignored. */
  cancel(job: Job, nowMs: number): void;
  /** Only from `onSlot` and `onToken`: what follows comes `forMs` later (Infinity: never). The slot stays taken. */
  pause(job: Job, forMs: number): void;
  /** Works off everything due by `nowMs`. */
  advance(nowMs: number): void;
  /** When `advance` next has something to do; undefined when nothing is under way. */
  nextDueMs(): number | undefined;
  load(): { active: number; queued: number };
}

interface Run {
  job: Job;
  /** `timed` waits for a time (prefill, pause), `decoding` for a reading of the work clock. */
  state: 'queued' | 'timed' | 'decoding' | 'gone';
  nextToken: number;
  pauseMs: number;
}

export function createEngine(config: EngineConfig): Engine {
  const clock = createWorkClock(stepMs(config, 0));
  const runs = new Map<Job, Run>();
  const byTime = createHeap<Run>();
  const byWork = createHeap<Run>();
  let queue: Run[] = [];
  let queued = 0;
  let active = 0;
  let isAdvancing = false;
  let isGranting = false;

  function setActive(count: number, atMs: number): void {
    active = count;
    clock.setStep(stepMs(config, active), atMs);
  }

  /** A loop and not a recursion: jobs that end in `onSlot` would otherwise nest as deep as the queue is long. */
  function grant(atMs: number): void {
    if (isGranting) return;
    isGranting = true;
    while (active < config.slots && queue.length > 0) {
      const run = queue.shift() as Run;
      if (run.state === 'gone') continue;
      queued -= 1;
      run.state = 'timed';
      setActive(active + 1, atMs);
      run.job.onSlot(atMs);
      byTime.push(atMs + run.job.prefillMs + run.pauseMs, run);
      run.pauseMs = 0;
    }
    isGranting = false;
  }

  function remove(run: Run, atMs: number): void {
    const hadSlot = run.state !== 'queued';
    run.state = 'gone';
    runs.delete(run.job);
    if (hadSlot) {
      setActive(active - 1, atMs);
      grant(atMs);
    } else {
      queued -= 1;
      // the gone are skipped by grant; without this a queue that only ever loses its tail would keep them
      if (queue.length > 2 * queued + 64) queue = queue.filter((one) => one.state === 'queued');
    }
  }

  function finish(run: Run, atMs: number): void {
    remove(run, atMs);
    run.job.onDone(atMs);
  }

  function makeToken(run: Run, atMs: number, work: number): void {
    run.state = 'decoding';
    run.job.onToken(run.nextToken++, atMs);
    if ((run.state as Run['state']) === 'gone') return;
    if (run.pauseMs > 0) {
      run.state = 'timed';
      byTime.push(atMs + run.pauseMs, run);
      run.pauseMs = 0;
    } else if (run.nextToken >= run.job.tokens) finish(run, atMs);
    else byWork.push(work + run.job.gap(run.nextToken), run);
  }

  /** The next living event of either heap, as a time. */
  function next(): { atMs: number; heap: typeof byTime } | undefined {
    while (byTime.peek()?.value.state === 'gone') byTime.pop();
    while (byWork.peek()?.value.state === 'gone') byWork.pop();
    const timed = byTime.peek();
    const decoding = byWork.peek();
    const workMs = decoding === undefined ? Number.POSITIVE_INFINITY : clock.timeAt(decoding.key);
    if (timed !== undefined && timed.key <= workMs) return { atMs: timed.key, heap: byTime };
    return decoding === undefined ? undefined : { atMs: workMs, heap: byWork };
  }

  function advance(nowMs: number): void {
    if (isAdvancing) return;
    isAdvancing = true;
    for (let due = next(); due !== undefined && due.atMs <= nowMs; due = next()) {
      const entry = due.heap.pop() as { key: number; value: Run };
      const run = entry.value;
      if (run.nextToken >= run.job.tokens) finish(run, due.atMs);
      else makeToken(run, due.atMs, due.heap === byWork ? entry.key : clock.workAt(due.atMs));
    }
    isAdvancing = false;
  }

  return {
    submit(job, nowMs) {
      advance(nowMs);
      if (active >= config.slots && queued >= config.maxQueue) return 'full';
      const run: Run = { job, state: 'queued', nextToken: 0, pauseMs: 0 };
      runs.set(job, run);
      queue.push(run);
      queued += 1;
      grant(nowMs);
      return 'admitted';
    },
    cancel(job, nowMs) {
      advance(nowMs);
      const run = runs.get(job);
      if (run !== undefined) remove(run, nowMs);
    },
    pause(job, forMs) {
      const run = runs.get(job);
      if (run !== undefined) run.pauseMs = forMs;
    },
    advance,
    nextDueMs() {
      const atMs = next()?.atMs;
      return atMs === undefined || atMs === Number.POSITIVE_INFINITY ? undefined : atMs;
    },
    load: () => ({ active, queued }),
  };
}
