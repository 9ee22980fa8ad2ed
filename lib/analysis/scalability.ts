import { seededRandom } from '../prompts/seeded-random.ts';
import type { Finding } from './finding.ts';
import { risingWindows } from './rising-windows.ts';
import { known, spellShare } from './spell.ts';
import { quantile } from './statistics/quantile.ts';
import {
  fitScalabilityLaw,
  peakOf,
  type ScalabilityLaw,
  type Throughput,
  throughputAt,
} from './statistics/scalability-law.ts';
import type { WindowSamples } from './window-samples.ts';

const name = 'scalability';

const rules = {
  leastLevels: 5,
  leastAnswers: 30,
  /** Explained part of the variation of throughput. */
  leastExplained: 0.9,
  /** The typical miss of the curve. */
  mostMiss: 0.08,
  /** Throughput must be seen to fall by this from the peak: a plateau, too, bends the curve to a peak near its end. */
  leastFall: 0.05,
  /** A peak that may lie at 40 or at 90 users is none to plan with. */
  widest: 2,
  draws: 400,
} as const;

/** Throughput against users by the universal scalability law; silent where the law does not describe what was seen. */
export function scalability(windows: WindowSamples[], seed: number): Finding {
  const rule =
    `universal scalability law, said only where it explains ${rules.leastExplained * 100} % of the variation, misses by ` +
    `${rules.mostMiss * 100} % at most on average, from ${rules.leastLevels} numbers of users; intervals 95 %, by seeded resampling of the misses`;
  const undecided = (lacks: string, values: Record<string, number> = {}): Finding => {
    return { name, level: 'undecided', says: `Scalability is undecided: ${lacks}.`, because: [rule, lacks], values };
  };
  const points = pointsOf(windows);
  const levels = new Set(points.map(({ users }) => users)).size;
  if (levels < rules.leastLevels) {
    return undecided(`${levels} numbers of users with ${rules.leastAnswers} answers, ${rules.leastLevels} are needed`);
  }
  const law = fitScalabilityLaw(points);
  if (law === undefined) return undecided('no curve of the law goes through these points');
  const quality = qualityOf(points, law);
  const because = [
    rule,
    `explains ${spellShare(Math.max(0, quality.explained))}, misses by ${spellShare(quality.miss)}; contention ${law.alpha.toPrecision(2)}, ` +
      `coherency ${law.beta.toPrecision(2)}, one user alone ${law.gamma.toPrecision(3)}/s`,
  ];
  const values = { explained: quality.explained, miss: quality.miss };
  if (quality.explained < rules.leastExplained || quality.miss > rules.mostMiss) {
    return undecided(
      `the law explains ${spellShare(Math.max(0, quality.explained))} and misses by ${spellShare(quality.miss)}`,
      values,
    );
  }
  const most = Math.max(...points.map(({ users }) => users));
  const peak = peakOf(law);
  const { lower, upper } = peakInterval(points, law, seed);
  const fitted = { ...values, alpha: law.alpha, beta: law.beta, gamma: law.gamma };
  const [atMost, best] = [throughputAt(law, most), throughputAt(law, Math.min(peak, most))];
  if (atMost > best * (1 - rules.leastFall) || !(upper / lower <= rules.widest)) {
    return {
      name,
      level: 'info',
      says: `Throughput follows the scalability law up to ${most} users (${atMost.toPrecision(3)} answers/s there); it was not seen to fall, so its peak is not told.`,
      because,
      values: known({ ...fitted, peak_users_lower: lower }),
    };
  }
  const [at, from, to] = [peak, lower, upper].map(Math.round) as [number, number, number];
  return {
    name,
    level: 'warning',
    says: `Throughput peaks at ${at} users (${from}–${to}) with ${best.toPrecision(3)} answers/s; more users get less done.`,
    because,
    values: known({
      ...fitted,
      peak_users: peak,
      peak_users_lower: lower,
      peak_users_upper: upper,
      peak_per_second: best,
    }),
  };
}

/** Only answers are throughput. */
function pointsOf(windows: WindowSamples[]): Throughput[] {
  return risingWindows(windows).flatMap(({ window, totalMs }) => {
    const { users, startMs, endMs } = window;
    if (users === undefined || users < 1 || totalMs.length < rules.leastAnswers) return [];
    return [{ users, perSecond: totalMs.length / ((endMs - startMs) / 1000) }];
  });
}

function qualityOf(points: Throughput[], law: ScalabilityLaw): { explained: number; miss: number } {
  const mean = points.reduce((sum, { perSecond }) => sum + perSecond, 0) / points.length;
  const about = points.reduce((sum, { perSecond }) => sum + (perSecond - mean) ** 2, 0);
  const left = points.reduce((sum, { users, perSecond }) => sum + (perSecond - throughputAt(law, users)) ** 2, 0);
  const misses = missesOf(points, law).reduce((sum, miss) => sum + miss ** 2, 0);
  return { explained: about === 0 ? 0 : 1 - left / about, miss: Math.sqrt(misses / Math.max(1, points.length - 3)) };
}

const missesOf = (points: Throughput[], law: ScalabilityLaw): number[] =>
  points.map(({ users, perSecond }) => perSecond / throughputAt(law, users) - 1);

/** The law fitted again to its own curve with its misses dealt out anew, made larger for the three that it has fitted away. */
function peakInterval(points: Throughput[], law: ScalabilityLaw, seed: number): { lower: number; upper: number } {
  const random = seededRandom(seed);
  const widen = Math.sqrt(points.length / (points.length - 3));
  const misses = missesOf(points, law).map((miss) => miss * widen);
  const peaks = Array.from({ length: rules.draws }, () => {
    const drawn = points.map(({ users }) => {
      const miss = misses[Math.floor(random() * misses.length)] as number;
      return { users, perSecond: throughputAt(law, users) * Math.max(0.01, 1 + miss) };
    });
    const again = fitScalabilityLaw(drawn);
    return again === undefined ? Number.POSITIVE_INFINITY : peakOf(again);
  }).sort((a, b) => a - b);
  // Between a number and infinity there is no half-way: the interpolation gives infinity or NaN, and neither is a peak.
  return { lower: quantile(peaks, 0.025), upper: quantile(peaks, 0.975) };
}
