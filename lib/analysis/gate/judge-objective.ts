import { floorOf, sampleFloors } from '../sample-floor.ts';
import type { SloStatus } from '../slo.ts';
import { proportionBounds } from '../statistics/proportion.ts';
import { quantile } from '../statistics/quantile.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { studentInverse } from '../statistics/student-t.ts';
import type { Evidence } from './evidence.ts';
import { compare, type Objective } from './objective.ts';
import { trialsNeeded } from './samples-needed.ts';

export interface Judgement {
  status: SloStatus;
  samples: number;
  /** What was seen; absent where there is no value to trust. */
  actual?: number;
  /** The truth lies beyond either end with at most 1 − confidence; an end that the sample is too small for is absent. */
  lower?: number;
  upper?: number;
  /** Samples that would decide it, were everything to stay as it is; absent where no number would. */
  needed?: number;
  /** Why it is undecided or not measured. */
  reason?: string;
}

/** Where the truth may lie, and how many samples would tell. */
interface Estimate {
  actual: number;
  lower?: number | undefined;
  upper?: number | undefined;
  /** Asked only where the limit lies between the ends. */
  needed(): number | undefined;
}

/**
 * Judges one objective on what exchanges told. What can be counted (a sum, the largest value) is as it is. What stands
 * for more than was seen (a percentile, a mean, a share) is kept or broken only where both ends of its interval say the
 * same; `confidence` is that of each end, 0.5 takes what was seen as the truth.
 */
export function judgeObjective(objective: Objective, evidence: Evidence, confidence: number): Judgement {
  const { statistic, subject } = objective;
  const { values, unknown } = evidence;
  const samples = values.length;
  switch (statistic.kind) {
    case 'count':
      return fact(objective, samples, samples);
    case 'total': {
      const sum = values.reduce((total, value) => total + value, 0);
      // More can only come to it.
      if (unknown > 0 && (compare(sum, objective.comparison, objective.limit) || samples === 0)) {
        return notMeasured(samples, unknownWords(unknown));
      }
      return fact(objective, sum, samples);
    }
    case 'min':
    case 'max': {
      if (samples === 0) return notMeasured(0, 'no exchange gave a value');
      const extreme = values.reduce((a, b) => (statistic.kind === 'min' ? Math.min(a, b) : Math.max(a, b)));
      return fact(objective, extreme, samples);
    }
    case 'share':
      return share(objective, values, confidence);
    case 'mean': {
      if (unknown > 0) return notMeasured(samples, unknownWords(unknown));
      if (samples === 0) return notMeasured(0, 'no exchange gave a value');
      if (samples < sampleFloors[50]) return tooFew(samples, sampleFloors[50]);
      return decide(objective, samples, meanEstimate(objective, values, confidence), confidence);
    }
    case 'quantile': {
      if (samples === 0) return notMeasured(0, `no exchange gave a ${subject.replaceAll('_', ' ')}`);
      const floor = floorOf(statistic.q * 100);
      if (samples < floor) return tooFew(samples, floor);
      return decide(objective, samples, quantileEstimate(objective, statistic.q, values, confidence), confidence);
    }
  }
}

function share(objective: Objective, values: number[], confidence: number): Judgement {
  const { limit } = objective;
  const n = values.length;
  if (n === 0) return notMeasured(0, 'no exchange counts for it');
  const hits = values.reduce((sum, value) => sum + value, 0);
  // "None at all" is said of the run: no sample proves it of the endpoint.
  if (limit === 0 || limit === 1) return fact(objective, hits / n, n);
  const estimate = {
    actual: hits / n,
    ...proportionBounds(hits, n, confidence),
    needed: () => trialsNeeded(hits / n, limit, confidence),
  };
  return decide(objective, n, estimate, confidence);
}

function quantileEstimate(objective: Objective, q: number, values: number[], confidence: number): Estimate {
  const { comparison, limit } = objective;
  const sorted = Float64Array.from(values).sort();
  const allowed = comparison.startsWith('<') ? 1 - q : q;
  return {
    actual: quantile(sorted, q),
    ...quantileInterval(sorted, q, 2 * confidence - 1),
    needed: () => {
      const beyond = values.filter((value) => !compare(value, comparison, limit)).length;
      return trialsNeeded(beyond / values.length, allowed, confidence);
    },
  };
}

function meanEstimate({ limit }: Objective, values: number[], confidence: number): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const t = confidence <= 0.5 ? 0 : studentInverse(confidence, n - 1);
  const reach = (t * deviation) / Math.sqrt(n);
  return {
    actual: mean,
    lower: mean - reach,
    upper: mean + reach,
    needed: () => (mean === limit ? undefined : Math.ceil(((t * deviation) / (mean - limit)) ** 2) + 1),
  };
}

/** Kept or broken where both ends agree. */
function decide(
  { comparison, limit }: Objective,
  samples: number,
  { actual, lower, upper, needed }: Estimate,
  confidence: number,
): Judgement {
  if (confidence <= 0.5) {
    return { status: compare(actual, comparison, limit) ? 'passed' : 'failed', samples, actual };
  }
  const ends = { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
  const low = compare(lower ?? Number.NEGATIVE_INFINITY, comparison, limit);
  const high = compare(upper ?? Number.POSITIVE_INFINITY, comparison, limit);
  if (low === high) return { status: low ? 'passed' : 'failed', samples, actual, ...ends };
  const wanted = needed();
  const reason =
    wanted === undefined
      ? 'it is too near to the limit for any number of samples'
      : `${samples} of about ${wanted} samples, if it stays as it is`;
  return {
    status: 'undecided',
    samples,
    actual,
    ...ends,
    ...(wanted === undefined ? {} : { needed: wanted }),
    reason,
  };
}

function fact({ comparison, limit }: Objective, actual: number, samples: number): Judgement {
  return { status: compare(actual, comparison, limit) ? 'passed' : 'failed', samples, actual };
}

function tooFew(samples: number, needed: number): Judgement {
  return { status: 'undecided', samples, needed, reason: `${samples} of ${needed} samples` };
}

function notMeasured(samples: number, reason: string): Judgement {
  return { status: 'not measured', samples, reason };
}

function unknownWords(unknown: number): string {
  return `what ${unknown} ${unknown === 1 ? 'exchange' : 'exchanges'} cost is unknown; set LLM_PRICE for the run`;
}
