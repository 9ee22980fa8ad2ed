import { costUsd } from '../cost.ts';
import { nanosPerUsd } from '../nano-usd.ts';
import { type PricePeriod, priceIn } from '../price.ts';
import { worstCaseNanos } from '../worst-case.ts';
import { type Bounds, cases } from './bounds.ts';
import type { RequestGroup } from './request-group.ts';
import type { Volume } from './volume.ts';

/** The prices that a plan needs: of its model, and of the smaller one if part of it goes there. */
export interface PlanPrices {
  model: PricePeriod[] | undefined;
  smallModel?: PricePeriod[] | undefined;
}

/**
 * What a volume costs, in US dollars; undefined where a price that it needs is not known. Groups are priced request by
 * request: tiers look at the request, never at the sum.
 *
 * @param atMs when it would run; the worst case takes the dearest price of all periods
 */
export function priceVolume(volume: Volume, { model, smallModel }: PlanPrices, atMs: number): Bounds | undefined {
  const bounds = {} as Bounds;
  for (const which of cases) {
    let sum = 0;
    for (const group of volume[which]) {
      const periods = group.isSmallModel ? smallModel : model;
      const usd = which === 'worst' ? worstUsd(group, periods) : groupUsd(group, periods, atMs);
      if (usd === undefined) return undefined;
      sum += usd;
    }
    bounds[which] = sum;
  }
  return bounds;
}

/** What requests that are alike cost together. */
export function groupUsd(
  { requests, billedShare = 1, inputTokens, cachedTokens, outputTokens }: RequestGroup,
  periods: PricePeriod[] | undefined,
  atMs: number,
): number | undefined {
  const cached = cachedTokens === undefined ? {} : { cached: cachedTokens };
  const price = periods && priceIn(periods, atMs);
  const usd = costUsd({ input: inputTokens, output: outputTokens, ...cached }, price);
  return usd === undefined ? undefined : requests * billedShare * usd;
}

/** As a budget reserves it. */
function worstUsd({ requests, inputTokens, outputTokens }: RequestGroup, periods: PricePeriod[] | undefined) {
  const nanos = periods && worstCaseNanos(periods, { bodyBytes: inputTokens, outputTokens });
  return nanos === undefined ? undefined : (requests * nanos) / nanosPerUsd;
}
