import { mannWhitney } from './mann-whitney.ts';

/** Beyond so many values the normal approximation is right to three digits, and the counting slow. */
const exactUpTo = 60;

/**
 * Two-sided p of the rank test of two small samples, exact with ties too: of all ways to deal these very ranks out to
 * two sides of these sizes, how many give a rank sum as far out as the one seen (Streitberg & Röhmel 1986, the shift
 * algorithm). Twice the smaller tail. The smallest p that two sides of 5 can give is 2 ÷ 252 = 0.0079.
 */
export function rankTest(a: readonly number[], b: readonly number[], exactLimit = exactUpTo): number {
  if (a.length === 0 || b.length === 0) return 1;
  // Without ties the count is the same for all samples of these sizes, and quicker.
  const tied = new Set([...a, ...b]).size < a.length + b.length;
  if (!tied || a.length + b.length > exactLimit) return mannWhitney(a, b, 'two-sided').p;
  const { ranks, sum } = doubledRanks(a, b);
  const ways = waysToSum(ranks, a.length);
  let below = 0;
  let above = 0;
  let all = 0;
  ways.forEach((count, value) => {
    all += count;
    if (value <= sum) below += count;
    if (value >= sum) above += count;
  });
  return Math.min(1, (2 * Math.min(below, above)) / all);
}

/** The p of two sides that do not overlap at all: no two sides of these sizes can give a smaller one. */
export function smallestRankP(n: number, m: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(n, m); i++) ways = (ways * (n + m + 1 - i)) / i;
  return Math.min(1, 2 / ways);
}

/** Mean ranks of ties are halves; doubled, all are whole numbers. */
function doubledRanks(a: readonly number[], b: readonly number[]): { ranks: number[]; sum: number } {
  const all = [...a.map((value) => ({ value, mine: true })), ...b.map((value) => ({ value, mine: false }))];
  all.sort((x, y) => x.value - y.value);
  const ranks: number[] = [];
  let sum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    for (let i = from; i < to; i++) {
      ranks.push(from + 1 + to);
      if (all[i]?.mine) sum += from + 1 + to;
    }
    from = to;
  }
  return { ranks, sum };
}

/** At index s: the number of ways to choose `size` of the ranks so that they sum to s. */
function waysToSum(ranks: readonly number[], size: number): number[] {
  const most = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Array<number>(most + 1).fill(0));
  (ways[0] as number[])[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let chosen = size; chosen >= 1; chosen--) {
      const to = ways[chosen] as number[];
      const from = ways[chosen - 1] as number[];
      for (let sum = reached; sum >= rank; sum--) to[sum] = (to[sum] as number) + (from[sum - rank] as number);
    }
  }
  return ways[size] as number[];
}
