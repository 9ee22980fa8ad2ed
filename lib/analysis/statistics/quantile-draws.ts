import { drawBeta, type Random } from './draw.ts';
import type { SampleView } from './sample-view.ts';

/** Values at the top from which the tail beyond the largest is told. */
const topShare = 0.1;
const topLeast = 5;
const topMost = 50;

/**
 * What the quantile of the whole could be, as seeded draws: a bootstrap without resampling. The share of the whole
 * that lies below the sample's quantile is Beta((n + 1)q, (n + 1)(1 − q)), so each draw is one look into the sorted
 * values (Hutson 1999, "Calculating nonparametric confidence intervals for quantiles using fractional order statistics").
 *
 * A plain bootstrap cannot go beyond the largest value seen, yet the p95 of 30 values is beyond it one time in five:
 * a bound on a ratio that should be wrong in 5 % is then wrong in up to 15 %. Beyond the largest value a Pareto tail
 * stands in, with Hill's slope of the top tenth (measured: wrong in at most 5.5 % over log-normal and exponential
 * samples of 30 against 30 to 300, and 8 % where the slow ones are a group of their own).
 */
export function quantileDraws(view: SampleView, q: number, draws: number, random: Random): Float64Array {
  const n = view.samples;
  const found = new Float64Array(draws);
  let slope: number | undefined;
  for (let i = 0; i < draws; i++) {
    const share = drawBeta((n + 1) * q, (n + 1) * (1 - q), random);
    const rank = share * (n + 1) - 1;
    if (rank <= n - 1) {
      found[i] = view.quantile(n === 1 ? 0 : Math.max(0, rank / (n - 1)));
    } else {
      slope ??= tailSlope(view);
      found[i] = view.quantile(1) * ((n + 1) * (1 - share)) ** -slope;
    }
  }
  return found;
}

/** Hill (1975): the mean of ln(value ÷ threshold) over the top values. 0, which is no tail, where logs do not exist. */
function tailSlope(view: SampleView): number {
  const n = view.samples;
  const top = Math.min(topMost, Math.max(topLeast, Math.round(topShare * n)), n - 1);
  const at = (fromTop: number): number => view.quantile((n - 1 - fromTop) / (n - 1));
  const threshold = top > 0 ? at(top) : 0;
  if (!(threshold > 0)) return 0;
  let sum = 0;
  for (let i = 0; i < top; i++) sum += Math.log(at(i) / threshold);
  return sum / top;
}
