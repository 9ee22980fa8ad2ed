import { describe, expect, it } from 'vitest';
import { figureRow } from '../../../lib/analysis/comparison/figures.ts';
import { fewestRuns } from '../../../lib/analysis/comparison/judge-change.ts';
import { noiseOf } from '../../../lib/analysis/comparison/noise.ts';
import { powerOf, runsNeeded } from '../../../lib/analysis/comparison/power.ts';
import type { RunFigures } from '../../../lib/analysis/comparison/run-figures.ts';
import { testFigures } from '../../../lib/analysis/comparison/tested-figures.ts';
import { drawBinomial, drawNormal, type Random } from '../../../lib/analysis/statistics/draw.ts';
import { seededRandom } from '../../../lib/prompts/seeded-random.ts';
import { runWith } from './simulated-runs.ts';

const ttft = figureRow('ttft.p50');

/** Figures whose runs differ by so much: the values lie one deviation of the base above and below. */
const apart = (share: number) => [1 - share, 1 + share, 1].map((factor) => ({ value: 100 * factor, samples: 300 }));

describe('power', () => {
  it('is 0 where no difference could be significant, whatever the noise', () => {
    const noise = noiseOf(ttft, apart(0), apart(0));
    expect(noise?.deviation).toBe(0);
    if (noise === undefined) return;
    expect(powerOf(ttft, noise, { base: 4, head: 4, tests: 4 })).toBe(0);
    expect(powerOf(ttft, noise, { base: 5, head: 5, tests: 4 })).toBe(1);
  });

  it('grows with runs and falls with noise', () => {
    const [little, much] = [noiseOf(ttft, apart(0.03), apart(0.03)), noiseOf(ttft, apart(0.06), apart(0.06))];
    if (little === undefined || much === undefined) throw new Error('there is noise');
    const five = { base: 5, head: 5, tests: 4 };
    expect(powerOf(ttft, little, five)).toBeGreaterThan(powerOf(ttft, much, five));
    expect(powerOf(ttft, much, { base: 8, head: 8, tests: 4 })).toBeGreaterThan(powerOf(ttft, much, five));
    expect(runsNeeded(ttft, little, 4)).toBeLessThan(runsNeeded(ttft, much, 4) ?? 0);
  });

  it('has no number of runs where 30 are too few', () => {
    const noise = noiseOf(ttft, apart(0.4), apart(0.4));
    expect(noise && runsNeeded(ttft, noise, 4)).toBeUndefined();
  });

  it('a share is as noisy as its requests are few', () => {
    const failures = figureRow('failures');
    const none = (samples: number) => Array.from({ length: 5 }, () => ({ value: 0, samples }));
    const of = (samples: number) => {
      const noise = noiseOf(failures, none(samples), none(samples));
      return noise && powerOf(failures, noise, { base: 5, head: 5, tests: 4 });
    };
    expect(of(1000)).toBeGreaterThan(0.99);
    expect(of(30)).toBeLessThan(0.2);
  });

  it('needs 4 runs a side for one figure that decides, 5 for two to four', () => {
    expect([1, 2, 3, 4].map(fewestRuns)).toEqual([4, 5, 5, 5]);
  });
});

/** A run of 300 requests: the median of log-normal values (σ 0.3) has an error of 2.2 %, and runs differ by 1 %. */
function drawRun(factor: number, random: Random): RunFigures {
  const deviation = Math.hypot(0.01, (1.2533 * 0.3) / Math.sqrt(300));
  const median = (of: number): number => of * Math.exp(deviation * drawNormal(random));
  return runWith({
    'ttft.p50': median(500 * factor),
    'total.p50': median(3000),
    failures: drawBinomial(300, 0.005, random) / 300,
    'cost.per_request': median(0.002),
  });
}

describe('200 seeded comparisons of 5 against 5; bench/compare-power.mjs tells the exact shares', () => {
  const compare = (seed: number, factor: number) => {
    const random = seededRandom(seed);
    const side = (of: number) => Array.from({ length: 5 }, () => drawRun(of, random));
    return testFigures(side(1), side(factor));
  };
  const seeds = Array.from({ length: 200 }, (_, i) => i + 1);

  it('alike: at most 5 % call anything worse or better', () => {
    const alarms = seeds.filter((seed) =>
      compare(seed, 1).some(({ found }) => found === 'worse' || found === 'better'),
    );
    expect(alarms.length).toBeLessThanOrEqual(10);
  });

  it('alike: at most 5 % are significant at all, allowing for the luck of 200', () => {
    const finds = seeds.filter((seed) => compare(seed, 1).some(({ found }) => found && found !== 'by chance'));
    expect(finds.length).toBeLessThanOrEqual(18);
  });

  it('a tenth slower: at least 90 % say so', () => {
    const finds = seeds.filter((seed) => compare(seed, 1.1).find(({ name }) => name === 'ttft.p50')?.found === 'worse');
    expect(finds.length).toBeGreaterThanOrEqual(180);
  });
});
