import { normalTail } from './normal.ts';

/** What is suspected of the first sample: that it tends to lie above or below the second, or either. */
export type Alternative = 'greater' | 'less' | 'two-sided';

export interface MannWhitney {
  /** Pairs (a, b) with a > b, ties counted half. */
  u: number;
  p: number;
  /** U ÷ pairs, Vargha & Delaney's A12 (2000): the chance that a random a lies above a random b; 0.5 is no difference. */
  a12: number;
}

/** Beyond this the counting is slow, and the normal approximation is right to three digits. */
const exactUpTo = 400;

/**
 * Mann & Whitney (1947): do two samples come from the same distribution? Exact for small samples without ties, else by
 * the normal approximation with corrections for ties and continuity (as scipy's `mannwhitneyu`).
 */
export function mannWhitney(a: readonly number[], b: readonly number[], alternative: Alternative): MannWhitney {
  const pairs = a.length * b.length;
  if (pairs === 0) return { u: 0, p: 1, a12: 0.5 };
  const { rankSum, tieTerm } = ranksOf(a, b);
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const tail = tieTerm === 0 && pairs <= exactUpTo ? exactTail(a.length, b.length) : approximateTail(a, b, tieTerm);
  const p =
    alternative === 'greater'
      ? tail(u)
      : alternative === 'less'
        ? tail(pairs - u)
        : Math.min(1, 2 * tail(Math.max(u, pairs - u)));
  return { u, p, a12: u / pairs };
}

/** The rank sum of `a` among all, ties sharing their mean rank, and Σ(t³ − t) over groups of ties. */
function ranksOf(a: readonly number[], b: readonly number[]): { rankSum: number; tieTerm: number } {
  const all = [...a.map((value) => ({ value, mine: 1 })), ...b.map((value) => ({ value, mine: 0 }))];
  all.sort((x, y) => x.value - y.value);
  let rankSum = 0;
  let tieTerm = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    let mine = 0;
    while (to < all.length && all[to]?.value === all[from]?.value) mine += all[to++]?.mine ?? 0;
    const tied = to - from;
    rankSum += (mine * (from + 1 + to)) / 2;
    tieTerm += tied ** 3 - tied;
    from = to;
  }
  return { rankSum, tieTerm };
}

function approximateTail(a: readonly number[], b: readonly number[], tieTerm: number): (u: number) => number {
  const n = a.length + b.length;
  const pairs = a.length * b.length;
  const deviation = Math.sqrt((pairs / 12) * (n + 1 - tieTerm / (n * (n - 1))));
  // All values equal: nothing speaks for a difference.
  return (u) => (deviation === 0 ? 1 : Math.min(1, normalTail((u - pairs / 2 - 0.5) / deviation)));
}

function exactTail(n: number, m: number): (u: number) => number {
  const counts = countsOfU(n, m);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (u) => counts.slice(Math.ceil(u)).reduce((sum, count) => sum + count, 0) / total;
}

/** At index u: how many arrangements of n and m values without ties have this U. Coefficients of the Gaussian binomial. */
export function countsOfU(n: number, m: number): number[] {
  const counts: number[] = [1, ...new Array(n * m).fill(0)];
  for (let i = 1; i <= n; i++) {
    const add = m + i;
    for (let u = n * m; u >= add; u--) counts[u] = (counts[u] as number) - (counts[u - add] as number);
    for (let u = i; u <= n * m; u++) counts[u] = (counts[u] as number) + (counts[u - i] as number);
  }
  return counts;
}
