import { seededRandom } from '../prompts/seeded-random.ts';
import { proportionBounds } from './statistics/proportion.ts';
import { quantileDraws } from './statistics/quantile-draws.ts';
import { defaultDraws, type Ratio, ratioBounds } from './statistics/ratio-of-quantiles.ts';
import type { SampleView } from './statistics/sample-view.ts';

/** What saturation is: p95 more than twice the baseline's, or more than one failure in a hundred. */
export const saturationRule = { percentile: 0.95, ratio: 2, failureShare: 0.01, leastExchanges: 30 } as const;

/** What is known of a window: sorted latencies or a sketch of them, and counts. 429s count in neither. */
export interface WindowEvidence {
  /** Of answers only. */
  latency: SampleView;
  judged: number;
  failed: number;
}

/** Against a limit: decided by a one-sided 95 % bound, or not. */
export type Standing = 'above' | 'below' | 'undecided';

export interface WindowJudgement {
  latency: Standing;
  /** p95 ÷ the baseline's; absent below 30 answers on either side. */
  ratio?: Ratio;
  failures: Standing;
  /** Failed ÷ judged; absent where nothing was judged. */
  failureShare?: { value: number; lower: number; upper: number };
}

/**
 * One window against the baseline, during the run or after it. To be asked once a window, at its end: who asks after
 * every exchange will see chance cross the limit. The baseline's draws are made once, whatever the number of windows.
 */
export function windowJudge(baseline: WindowEvidence, seed: number): (window: WindowEvidence) => WindowJudgement {
  let draws: Float64Array | undefined;
  const { percentile, leastExchanges } = saturationRule;
  return (window) => {
    const failures = judgeFailures(window);
    if (Math.min(baseline.latency.samples, window.latency.samples) < leastExchanges) {
      return { latency: 'undecided', ...failures };
    }
    if (window === baseline) return { latency: 'below', ratio: { value: 1, lower: 1, upper: 1 }, ...failures };
    draws ??= quantileDraws(baseline.latency, percentile, defaultDraws, seededRandom(seed));
    // Draws of window and baseline must not be the same numbers: their ratio would hold still.
    const own = quantileDraws(window.latency, percentile, defaultDraws, seededRandom(seed ^ 0x5bd1e995));
    const bounds = ratioBounds(own, draws);
    const ratio = { value: window.latency.quantile(percentile) / baseline.latency.quantile(percentile), ...bounds };
    return { latency: standing(bounds, saturationRule.ratio), ratio, ...failures };
  };
}

function judgeFailures({ failed, judged }: WindowEvidence): Pick<WindowJudgement, 'failures' | 'failureShare'> {
  if (judged === 0) return { failures: 'undecided' };
  const bounds = proportionBounds(failed, judged);
  const decided = judged >= saturationRule.leastExchanges;
  return {
    failures: decided ? standing(bounds, saturationRule.failureShare) : 'undecided',
    failureShare: { value: failed / judged, ...bounds },
  };
}

function standing({ lower, upper }: { lower: number; upper: number }, limit: number): Standing {
  return lower > limit ? 'above' : upper < limit ? 'below' : 'undecided';
}
