/** One point of a curve: the logarithm of what was measured, with its weight, 1 ÷ its variance. */
export interface LogPoint {
  x: number;
  logY: number;
  weight: number;
}

export interface FittedCurve {
  /** Σ weight × (measured − fitted)² of the logarithms. */
  chiSquared: number;
  /** Fitted value at an x, not its logarithm. */
  at(x: number): number;
}

/** y = a. */
export function fitFlat(points: readonly LogPoint[]): FittedCurve {
  return fitted(points, () => 0);
}

/** y = a · exp(bx): a straight line of the logarithms. */
export function fitExponential(points: readonly LogPoint[]): FittedCurve & { rate: number; rateError: number } {
  const total = sum(points, ({ weight }) => weight);
  const meanX = sum(points, ({ x, weight }) => weight * x) / total;
  const spread = sum(points, ({ x, weight }) => weight * (x - meanX) ** 2);
  const rate = spread === 0 ? 0 : sum(points, ({ x, logY, weight }) => weight * (x - meanX) * logY) / spread;
  return {
    ...fitted(points, (x) => rate * x),
    rate,
    rateError: spread === 0 ? Number.POSITIVE_INFINITY : spread ** -0.5,
  };
}

/** y = a (1 + c (x − x₀)), x₀ the lowest x, fitted on the logarithms like the others so that all can be compared. */
export function fitLinear(points: readonly LogPoint[]): FittedCurve {
  return fitFrom(points, Math.min(...points.map(({ x }) => x)));
}

/**
 * Flat up to a knee and a straight line from there: what a closed load shows at a system that serves so many at a time.
 * The knee is looked for at every x and half-way between, with two points on either side at least.
 */
export function fitKnee(points: readonly LogPoint[]): (FittedCurve & { knee: number }) | undefined {
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  let best: (FittedCurve & { knee: number }) | undefined;
  for (let i = 1; i < xs.length - 2; i++) {
    const [from, to] = [xs[i] as number, xs[i + 1] as number];
    for (const knee of [from, (from + to) / 2]) {
      const curve = fitFrom(points, knee);
      if (best === undefined || curve.chiSquared < best.chiSquared) best = { ...curve, knee };
    }
  }
  return best;
}

/** A straight line from `knee` on. The best slope is searched between falling to a tenth and rising to a thousand times. */
function fitFrom(points: readonly LogPoint[], knee: number): FittedCurve {
  const range = Math.max(...points.map(({ x }) => x)) - knee;
  if (range <= 0) return fitFlat(points);
  // By the logarithm of the factor over the whole range: of equal steps in it the curve moves about equally.
  const curve = (logFactor: number): FittedCurve => {
    const c = Math.expm1(logFactor) / range;
    return fitted(points, (x) => Math.log1p(c * Math.max(0, x - knee)));
  };
  return curve(minimise((logFactor) => curve(logFactor).chiSquared, Math.log(0.1), Math.log(1000)));
}

/** Given the shape, the factor that fits best. */
function fitted(points: readonly LogPoint[], logShape: (x: number) => number): FittedCurve {
  const total = sum(points, ({ weight }) => weight);
  const base = sum(points, ({ x, logY, weight }) => weight * (logY - logShape(x))) / total;
  return {
    chiSquared: sum(points, ({ x, logY, weight }) => weight * (logY - base - logShape(x)) ** 2),
    at: (x) => Math.exp(base + logShape(x)),
  };
}

/** The best of a coarse grid, then the golden section around it: the valley need not be the only one. */
function minimise(of: (x: number) => number, from: number, to: number): number {
  const step = (to - from) / 40;
  let best = from;
  let least = of(best);
  for (let x = from + step; x <= to; x += step) {
    const value = of(x);
    if (value < least) [best, least] = [x, value];
  }
  let low = best - step;
  let high = best + step;
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 25; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (of(left) < of(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
