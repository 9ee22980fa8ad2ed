const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** P(Z ≤ x) of the standard normal distribution, accurate relative to its own size even where it is tiny. */
export function normalCdf(x: number): number {
  return x > 0 ? 1 - lowerTail(-x) : lowerTail(x);
}

/** P(Z > x): not 1 − cdf, which would lose the digits of a small p. */
export function normalTail(x: number): number {
  return normalCdf(-x);
}

/** @param x at most 0 */
function lowerTail(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  return x > -3 ? 0.5 + density(x) * oddSeries(x) : density(x) / millsFraction(-x);
}

/** x + x³/3 + x⁵/(3·5) + … (Marsaglia 2004): quick in the middle. */
function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return sum;
}

/** x + 1/(x + 2/(x + 3/(…))), Laplace's continued fraction from its far end: quick in the tail, where the series cancels. */
function millsFraction(x: number): number {
  let value = x;
  for (let i = 120; i > 0; i--) value = x + i / value;
  return value;
}

/** The x of which `normalCdf` is p. A rough start (Abramowitz & Stegun 26.2.23), then Halley's steps on our own cdf. */
export function normalInverse(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (p > 0.5) return -normalInverse(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(x) - p) / density(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}
