import { normalTail } from './normal.ts';

/** One group: at this load (or dose), so many hits in so many trials. */
export interface Proportion {
  score: number;
  hits: number;
  n: number;
}

/**
 * Cochran (1954) and Armitage (1955): does a proportion rise with the score? z² is n times the squared correlation
 * of hit and score. `p` is one-sided, for a rise. Undefined where there is nothing to see a trend in: no hits or
 * nothing but hits, or one score only.
 */
export function cochranArmitage(groups: readonly Proportion[]): { z: number; p: number } | undefined {
  const n = sum(groups, (group) => group.n);
  const hits = sum(groups, (group) => group.hits);
  if (n === 0 || hits === 0 || hits === n) return undefined;
  const share = hits / n;
  const meanScore = sum(groups, ({ score, n: m }) => score * m) / n;
  const spread = sum(groups, ({ score, n: m }) => m * (score - meanScore) ** 2);
  if (spread === 0) return undefined;
  const together = sum(groups, (group) => group.hits * (group.score - meanScore));
  const z = together / Math.sqrt(share * (1 - share) * spread);
  return { z, p: normalTail(z) };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
