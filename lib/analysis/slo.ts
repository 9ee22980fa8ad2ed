import { floorOf, sampleFloors } from './sample-floor.ts';

export type SloStatus = 'passed' | 'failed' | 'undecided' | 'not measured';

export interface SloResult {
  name: string;
  metric: string;
  expression: string;
  status: SloStatus;
  /** The value the expression is about; absent where there is none to trust. */
  actual?: number;
  /** Why it is undecided or not measured. */
  reason?: string;
}

/** The parts of a k6 threshold expression. */
export interface Expression {
  aggregate: string;
  percent?: number;
  operator: string;
  limit: number;
}

/** k6's grammar: `p(95)<3000`, `avg>30`, `rate<=0.05`, `count>0`. Undefined for anything else. */
export function parseExpression(text: string): Expression | undefined {
  const [, aggregate, percent, operator, limit] =
    /^\s*(p\((\d+(?:\.\d+)?)\)|avg|min|max|med|count|rate|value)\s*(<=|>=|===?|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/.exec(
      text,
    ) ?? [];
  if (!aggregate || !operator || limit === undefined) return undefined;
  const name = aggregate.startsWith('p(') ? 'p' : aggregate;
  return {
    aggregate: name,
    ...(percent === undefined ? {} : { percent: Number(percent) }),
    operator,
    limit: Number(limit),
  };
}

/** What the run knows of the metric that an SLO speaks of. */
export interface Measured {
  /** Samples in it; for counters and rates the number of `add` calls that took part. */
  samples: number;
  /** The aggregate's value. */
  value: number | undefined;
}

/**
 * Judges one promise. A percentile is decided only with the samples it needs, a mean with as many as a median needs;
 * a metric without samples is not measured and never passed. Counts are always known.
 */
export function judgeSlo(
  slo: { name: string; metric: string; expression: string },
  measured: Measured | undefined,
): SloResult {
  const base = { name: slo.name, metric: slo.metric, expression: slo.expression };
  const expression = parseExpression(slo.expression);
  if (expression === undefined)
    return { ...base, status: 'undecided', reason: 'the expression is not of the form p(95)<3000' };
  if (measured === undefined) return { ...base, status: 'not measured', reason: 'this transport does not give it' };
  if (expression.aggregate !== 'count') {
    if (measured.samples === 0) return { ...base, status: 'not measured', reason: 'no samples' };
    if (measured.value === undefined || !Number.isFinite(measured.value)) {
      return { ...base, status: 'not measured', reason: 'k6 does not tell this statistic' };
    }
    const needed = samplesNeeded(expression);
    if (measured.samples < needed) {
      return { ...base, status: 'undecided', reason: `${measured.samples} of ${needed} samples` };
    }
  }
  const actual = measured.value ?? 0;
  return { ...base, status: holds(actual, expression) ? 'passed' : 'failed', actual };
}

function samplesNeeded({ aggregate, percent }: Expression): number {
  if (aggregate === 'avg' || aggregate === 'med') return sampleFloors[50];
  if (percent === undefined) return 1;
  return floorOf(percent);
}

function holds(actual: number, { operator, limit }: Expression): boolean {
  switch (operator) {
    case '<':
      return actual < limit;
    case '<=':
      return actual <= limit;
    case '>':
      return actual > limit;
    case '>=':
      return actual >= limit;
    case '!=':
      return actual !== limit;
    default:
      return actual === limit;
  }
}
