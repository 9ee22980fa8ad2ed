import { type Percent, type Percentile, sampleFloors } from './sample-floor.ts';

export type HealthLevel = 'healthy' | 'warning' | 'critical' | 'undecided';

export interface HealthVerdict {
  /** What was looked at, in words. */
  about: string;
  level: HealthLevel;
  /** The rule that led to the level, with the numbers in it. */
  rule: string;
}

/** Below 2 the tail is close to the middle; above 5 one user in a hundred gets another service. */
const ratioLimits = { warning: 2, critical: 5 };
/** Percent. */
const failureLimits = { warning: 0.1, critical: 1 };

/** How far the tail is from the middle. Where p99 lacks samples the highest percentile that has enough stands in. */
export function tailHealth(about: string, percentiles: Partial<Record<Percent, Percentile>>): HealthVerdict {
  const middle = percentiles[50];
  const tail = ([99, 95, 90] as const).find((percent) => percentiles[percent]?.enough);
  if (!middle?.enough || middle.value === undefined || tail === undefined) {
    const samples = middle?.samples ?? 0;
    return { about, level: 'undecided', rule: `${samples} of the ${sampleFloors[90]} samples that a p90 needs` };
  }
  const value = percentiles[tail]?.value as number;
  if (middle.value === 0) return { about, level: 'undecided', rule: 'the median is 0' };
  const ratio = value / middle.value;
  const level = levelOf(ratio, ratioLimits);
  const standIn = tail === 99 ? '' : `, p${tail} standing in for p99: ${middle.samples} of ${sampleFloors[99]} samples`;
  return {
    about,
    level,
    rule: `p${tail}/p50 = ${spell(ratio, 1, ratioLimits)} (below 2 healthy, above 5 critical${standIn})`,
  };
}

/** One failure in so many is the least that "0.1 %" can mean. */
const leastRequests = 1000;

/** @param rate failed ÷ judged requests, 0 to 1; undefined when nothing was judged */
export function failureHealth(rate: number | undefined, requests: number): HealthVerdict {
  const about = 'failures';
  if (rate === undefined || requests === 0) return { about, level: 'undecided', rule: 'no request was judged' };
  if (rate === 0 && requests < leastRequests) {
    return {
      about,
      level: 'undecided',
      rule: `none of ${requests}; below ${leastRequests} requests 0.1 % cannot be seen`,
    };
  }
  const level = levelOf(rate * 100, failureLimits);
  return {
    about,
    level,
    rule: `${spell(rate * 100, 2, failureLimits)} % of ${requests} (below 0.1 % healthy, above 1 % critical)`,
  };
}

interface Limits {
  warning: number;
  critical: number;
}

function levelOf(value: number, limits: Limits): HealthLevel {
  return value > limits.critical ? 'critical' : value >= limits.warning ? 'warning' : 'healthy';
}

/** With as many digits as it takes to stand on its own side of the limits: 1.96 is below 2, and 2.0 is not. */
function spell(value: number, digits: number, limits: Limits): string {
  const text = value.toFixed(digits);
  return digits >= 6 || levelOf(Number(text), limits) === levelOf(value, limits)
    ? text
    : spell(value, digits + 1, limits);
}

const order: HealthLevel[] = ['healthy', 'undecided', 'warning', 'critical'];

/** The worst of several; "undecided" outweighs "healthy", for what was not seen cannot be called well. */
export function worstHealth(verdicts: HealthVerdict[]): HealthLevel {
  return verdicts.reduce<HealthLevel>(
    (worst, { level }) => (order.indexOf(level) > order.indexOf(worst) ? level : worst),
    'healthy',
  );
}
