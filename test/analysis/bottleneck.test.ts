import { describe, expect, it } from 'vitest';
import { bottleneck } from '../../lib/analysis/bottleneck.ts';
import { samplesByWindow } from '../../lib/analysis/window-samples.ts';
import { countRuns, type Step, simulatedRun } from './simulated-run.ts';

const users = [10, 20, 30, 40, 50];
type Times = (n: number) => Partial<Step>;
const steps = (times: Times, sigma = 0, exchanges = 110): Step[] =>
  users.map((load) => ({ load, exchanges, sigma, firstTokenMs: 500, timePerOutputTokenMs: 20, ...times(load) }));
const find = (run: Step[], seed = 1) => {
  const { rows, windows } = simulatedRun(run, seed);
  return bottleneck(samplesByWindow(rows, windows), seed);
};

const flat: Times = () => ({});
const queue: Times = (n) => ({ firstTokenMs: 50 * n, timePerOutputTokenMs: 20 });
const batch: Times = (n) => ({ firstTokenMs: 50 * n, timePerOutputTokenMs: 2 * n });

describe('the bottleneck of runs without chance', () => {
  it.each<[string, Times, RegExp, string]>([
    ['first token 5 ×, gaps flat: a queue', queue, /^Requests queue/, 'warning'],
    ['both 5 ×: contention in the batch', batch, /^Contention in the batch/, 'warning'],
    [
      'gaps 5 ×, first token flat: slower tokens',
      (n) => ({ timePerOutputTokenMs: 2 * n }),
      /^Tokens are made more slowly/,
      'warning',
    ],
    ['nothing rises: none', flat, /^No bottleneck/, 'good'],
    [
      'every second request a 429 at the top: a limit',
      (n) => ({ limitedShare: n > 30 ? 0.5 : 0 }),
      /^A rate limit: .* at 50 users/,
      'warning',
    ],
    [
      'this machine is late by 200 ms of 2,000 added: us',
      (n) => ({ ...queue(n), lagMs: n * 5 }),
      /^The bottleneck may be this machine: at 50 users it was late by 250 ms/,
      'bad',
    ],
    ['late by 12 ms of 2,000 added: not us', (n) => ({ ...queue(n), lagMs: 12 }), /^Requests queue/, 'warning'],
  ])('%s', (_name, times, says, level) => {
    const found = find(steps(times));
    expect(found.says).toMatch(says);
    expect(found.level).toBe(level);
  });

  it('a limit comes first, and the queue is told too', () => {
    const found = find(steps((n) => ({ ...queue(n), limitedShare: n > 30 ? 0.5 : 0 })));
    expect(found.says).toMatch(/^A rate limit/);
    expect(found.because.at(-1)).toMatch(/^Requests queue/);
  });

  it('without streams, or with one load, it is undecided', () => {
    expect(find(steps(() => ({ firstTokenMs: undefined }) as never)).level).toBe('undecided');
    expect(find(steps(flat).slice(0, 1)).level).toBe('undecided');
    expect(bottleneck([], 1).level).toBe('undecided');
  });

  it('all answered with 429 is a limit', () => {
    expect(find(steps(() => ({ limitedShare: 1 }))).says).toMatch(/^A rate limit: 100 %/);
  });
});

describe('the bottleneck of 5 steps of 110 log-normal answers, sigma 0.4, 100 runs each', () => {
  const count = (times: Times, says: RegExp): number =>
    countRuns(100, (seed) => says.test(find(steps(times, 0.4), seed).says));

  it('a flat load is given a bottleneck in at most 5 %', () => {
    expect(count(flat, /^(No bottleneck|The bottleneck is undecided)/)).toBeGreaterThanOrEqual(95);
  });

  it('a queue is found in at least 70 % and taken for contention in at most 5 %', () => {
    expect(count(queue, /^Requests queue/)).toBeGreaterThanOrEqual(70);
    expect(count(queue, /^Contention/)).toBeLessThanOrEqual(5);
  });

  it('contention is found in at least 90 % and never taken for a queue', () => {
    expect(count(batch, /^Contention/)).toBeGreaterThanOrEqual(90);
    expect(count(batch, /^Requests queue/)).toBe(0);
  });
});
