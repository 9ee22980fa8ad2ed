/** Draws from distributions, by a source of uniform numbers in [0, 1) such as `seededRandom`. */
export type Random = () => number;

/** Standard normal: Marsaglia's polar method, one of the pair. */
export function drawNormal(random: Random): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Mean 1. */
export function drawExponential(random: Random): number {
  return -Math.log(1 - random());
}

/** Gamma with scale 1: Marsaglia & Tsang (2000), with their boost below shape 1. */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random();
    const squared = x * x;
    if (u < 1 - 0.0331 * squared * squared || Math.log(u) < 0.5 * squared + d * (1 - v + Math.log(v))) return d * v;
  }
}

export function drawBeta(a: number, b: number, random: Random): number {
  const x = drawGamma(a, random);
  return x / (x + drawGamma(b, random));
}

/** Hits in `n` trials of probability `p`: by the gaps between hits, so that rare ones cost little (Devroye 1986, X.4). */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (p <= 0) return 0;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  const log = Math.log1p(-p);
  let hits = 0;
  for (let trial = Math.floor(Math.log(1 - random()) / log); trial < n; hits++) {
    trial += 1 + Math.floor(Math.log(1 - random()) / log);
  }
  return hits;
}
