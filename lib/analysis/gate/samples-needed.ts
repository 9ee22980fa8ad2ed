import { proportionBounds } from '../statistics/proportion.ts';

/** More is not a load test any more: the value is at the limit. */
const most = 10_000_000;

/**
 * How many trials would tell a share of `share` from `limit`, were it to stay as it is; undefined where no number that
 * can be run would. None of 200 failed, at most 1 % may: 299 are needed for a one-sided bound of 95 %.
 */
export function trialsNeeded(share: number, limit: number, confidence: number): number | undefined {
  const tells = (n: number): boolean => {
    const { lower, upper } = proportionBounds(share * n, n, confidence);
    return share < limit ? upper < limit : lower > limit;
  };
  if (share === limit || !tells(most)) return undefined;
  let few = 0;
  let enough = most;
  while (enough - few > Math.max(1, few / 1000)) {
    const middle = Math.floor((few + enough) / 2);
    if (tells(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}
