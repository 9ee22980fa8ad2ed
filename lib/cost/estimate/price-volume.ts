import { costUsd } from '../cost.ts';
import { type Price, type Rate, rateAt } from '../price.ts';
import { type Bounds, cases } from './bounds.ts';
import type { RequestGroup } from './request-group.ts';
import type { Volume } from './volume.ts';

/** The prices that a plan needs: of its model, and of the smaller one if part of it goes there. */
export interface PlanPrices {
  model: Price | undefined;
  smallModel?: Price | undefined;
}

/** What a volume costs, in US dollars; undefined where a price that it needs is not known. */
export function priceVolume(volume: Volume, prices: PlanPrices): Bounds | undefined {
  const bounds = {} as Bounds;
  for (const which of cases) {
    let sum = 0;
    for (const group of volume[which]) {
      const price = group.isSmallModel ? prices.smallModel : prices.model;
      const usd = which === 'worst' ? dearestUsd(group, price) : groupUsd(group, price);
      if (usd === undefined) return undefined;
      sum += usd;
    }
    bounds[which] = sum;
  }
  return bounds;
}

/** Priced one by one: tiers look at the request, never at the sum. */
export function groupUsd(
  { requests, inputTokens, cachedTokens, outputTokens }: RequestGroup,
  price: Price | undefined,
): number | undefined {
  const cached = cachedTokens === undefined ? {} : { cached: cachedTokens };
  const usd = costUsd({ input: inputTokens, output: outputTokens, ...cached }, price);
  return usd === undefined ? undefined : requests * usd;
}

/** A cache may take all of the input in, at its own price, and an answer may be all reasoning. */
function dearestUsd(
  { requests, inputTokens, outputTokens }: RequestGroup,
  price: Price | undefined,
): number | undefined {
  if (price?.input === undefined || price.output === undefined) return undefined;
  const dearest = (...rates: (Rate | undefined)[]): number =>
    Math.max(...rates.map((rate) => (rate === undefined ? 0 : rateAt(rate, inputTokens))));
  const perMillion =
    inputTokens * dearest(price.input, price.cacheRead, price.cacheWrite, price.cacheWriteHour) +
    outputTokens * dearest(price.output, price.reasoning);
  return requests * (perMillion / 1_000_000 + (price.requestUsd ?? 0));
}
