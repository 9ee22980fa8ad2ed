import type { Finding } from './finding.ts';
import { saturationRule } from './judge-window.ts';
import { formatLoad, loadOf, risingWindows } from './rising-windows.ts';
import { known, spellRatio, spellRatioRange, spellShare } from './spell.ts';
import {
  type FittedCurve,
  fitExponential,
  fitFlat,
  fitKnee,
  fitLinear,
  type LogPoint,
} from './statistics/growth-curves.ts';
import { proportionBounds } from './statistics/proportion.ts';
import { quantile } from './statistics/quantile.ts';
import { studentInverse } from './statistics/student-t.ts';
import { logQuantileError } from './statistics/woodruff-error.ts';
import { type LatencyName, latencyOf, latencyWords } from './window-latency.ts';
import type { WindowSamples } from './window-samples.ts';

const name = 'growth';

const rules = {
  leastWindows: 5,
  leastAnswers: 30,
  /** Rising less than this over the whole range is flat to whoever plans capacity. */
  flatBelow: 1.25,
  /** AICc of the two shapes apart by this much: the better one is e² ≈ 7 times as likely. */
  clearMargin: 4,
  /** A shape that misses by this many standard errors on average, and by 15 %, does not describe what was seen. */
  missErrors: 2,
  missShare: 0.15,
} as const;

/**
 * How the p95 grows with the load: not at all, by the same amount each step (from the start or from a knee on), or by the
 * same factor.
 */
export function growth(windows: WindowSamples[], metric: LatencyName = 'total'): Finding {
  const rising = risingWindows(windows);
  const usable = rising.filter((samples) => latencyOf(samples, metric).length >= rules.leastAnswers);
  const loads = new Set(usable.map(({ window }) => loadOf(window)));
  const rule =
    `flat: the p95 of ${latencyWords[metric]} rises by less than ${rules.flatBelow} × over the range (95 % bound); ` +
    `linear or exponential: curves fitted to its logarithm, the better by at least ${rules.clearMargin} in AICc`;
  if (loads.size < rules.leastWindows) {
    const lacks = `${loads.size} loads with ${rules.leastAnswers} answers, ${rules.leastWindows} are needed`;
    return { name, level: 'undecided', says: `Growth is undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  }
  const points = pointsOf(usable, metric);
  const n = points.length;
  const [flat, exponential] = [fitFlat(points), fitExponential(points)];
  const { curve: line, parameters, knee } = lineOf(points);
  const best = line.chiSquared <= exponential.chiSquared ? line : exponential;
  // Windows that scatter more than their own samples explain make every error larger by as much.
  const scatter = Math.max(1, best.chiSquared / (n - (best === line ? parameters : 2)));
  const [first, last] = [usable[0] as WindowSamples, usable[usable.length - 1] as WindowSamples];
  const range = loadOf(last.window) - loadOf(first.window);
  const rise = best.at(loadOf(last.window)) / best.at(loadOf(first.window));
  const reach = studentInverse(0.95, n - 2) * exponential.rateError * Math.sqrt(scatter) * range;
  const bounds = { value: rise, lower: rise * Math.exp(-reach), upper: rise * Math.exp(reach) };
  const apart = aicc(exponential, 2, n, scatter) - aicc(line, parameters, n, scatter);
  const over = `from ${formatLoad(first.window)} to ${formatLoad(last.window)}`;
  const values = known({
    rise_ratio: rise,
    rise_ratio_lower: bounds.lower,
    rise_ratio_upper: bounds.upper,
    aicc_exponential_minus_linear: apart,
    knee_load: knee,
    windows: n,
  });
  const because = [
    rule,
    `over the range ${spellRatioRange(bounds)}; AICc of exponential − linear${knee === undefined ? '' : ' from a knee on'} = ` +
      `${apart.toFixed(1)}, of flat − exponential = ${(aicc(flat, 1, n, scatter) - aicc(exponential, 2, n, scatter)).toFixed(1)}`,
  ];
  if (bounds.upper < rules.flatBelow) return flatFinding(rising, { over, because, values });
  if (bounds.lower <= 1) {
    const says = `Growth is undecided: the p95 ${over} grew ${spellRatioRange(bounds)}, which may be nothing.`;
    return { name, level: 'undecided', says, because, values };
  }
  const miss = typicalMiss(points, best);
  if (miss > rules.missShare && Math.sqrt(scatter) > rules.missErrors) {
    const says = `The p95 rises ${spellRatio(rise)} ${over}, neither linearly nor exponentially: either curve misses by ${spellShare(miss)}.`;
    return { name, level: 'undecided', says, because, values };
  }
  if (Math.abs(apart) < rules.clearMargin) {
    const says = `The p95 rises ${spellRatioRange(bounds)} ${over}; whether linearly or exponentially is undecided.`;
    return { name, level: 'undecided', says, because, values };
  }
  const unit = formatLoad(first.window).split(' ')[1];
  if (apart > 0) {
    const how =
      knee === undefined
        ? 'grows linearly'
        : `is flat up to about ${Number(knee.toPrecision(3))} ${unit} and grows linearly from there`;
    return { name, level: 'info', says: `The p95 ${how}: ${spellRatio(rise)} ${over}.`, because, values };
  }
  const doubling = Math.LN2 / exponential.rate;
  return {
    name,
    level: 'warning',
    says: `The p95 grows exponentially: ${spellRatio(rise)} ${over}, doubling every ${Number(doubling.toPrecision(2))} ${unit}.`,
    because,
    values: { ...values, doubling_load: doubling },
  };
}

/** The straight line from the start on; from a knee on only where that is clearly the better: it has one more to turn. */
function lineOf(points: LogPoint[]): { curve: FittedCurve; parameters: number; knee?: number } {
  const linear = fitLinear(points);
  const bent = fitKnee(points);
  const n = points.length;
  const scatter = bent === undefined ? 1 : Math.max(1, bent.chiSquared / Math.max(1, n - 3));
  const gain = bent === undefined ? 0 : aicc(linear, 2, n, scatter) - aicc(bent, 3, n, scatter);
  return bent !== undefined && gain >= rules.clearMargin
    ? { curve: bent, parameters: 3, knee: bent.knee }
    : { curve: linear, parameters: 2 };
}

/** Hurvich & Tsai (1989), for errors that are known but for the scatter common to all, which counts as a parameter. */
function aicc(curve: FittedCurve, parameters: number, n: number, scatter: number): number {
  const k = parameters + 1;
  return curve.chiSquared / scatter + 2 * k + (n > k + 1 ? (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY);
}

function pointsOf(windows: WindowSamples[], metric: LatencyName): LogPoint[] {
  const samples = windows.map((one) => latencyOf(one, metric));
  // One error for all, scaled by their numbers: a window's own would weigh it by its luck.
  const errors = samples
    .map((sorted) => logQuantileError(sorted, saturationRule.percentile) * Math.sqrt(sorted.length))
    .sort((a, b) => a - b);
  // Without any scatter (toy numbers) all weights are the same, and large.
  const error = Math.max(1e-6, quantile(errors, 0.5));
  return samples.map((sorted, i) => ({
    x: loadOf((windows[i] as WindowSamples).window),
    logY: Math.log(quantile(sorted, saturationRule.percentile)),
    weight: sorted.length / error ** 2,
  }));
}

function typicalMiss(points: LogPoint[], curve: FittedCurve): number {
  const weights = points.reduce((sum, { weight }) => sum + weight, 0);
  return Math.expm1(Math.sqrt(curve.chiSquared / weights));
}

/** Flat latency is no good news where it stands on failing early. */
function flatFinding(
  rising: WindowSamples[],
  { over, because, values }: { over: string } & Pick<Finding, 'because' | 'values'>,
): Finding {
  const top = rising.slice(-Math.ceil(rising.length / 3));
  const failed = top.reduce((sum, samples) => sum + samples.failed, 0);
  const judged = top.reduce((sum, samples) => sum + samples.judged, 0);
  const share = failed / Math.max(1, judged);
  const { lower } = proportionBounds(failed, judged);
  return lower > saturationRule.failureShare
    ? {
        name,
        level: 'bad',
        says: `The p95 is flat ${over}, with failures: ${spellShare(share)} in the third with the most load.`,
        because: [
          ...because,
          `with failures: above ${spellShare(saturationRule.failureShare)} there by a one-sided 95 % bound`,
        ],
        values: { ...values, failure_share: share },
      }
    : { name, level: 'good', says: `The p95 is flat ${over}.`, because, values };
}
