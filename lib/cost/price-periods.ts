import type { Price, PricePeriod } from './price.ts';
import type { ConditionalPrice, PricedModel } from './price-table.ts';

const dayMs = 86_400_000;

/** The price of a model at a time, in milliseconds since the epoch. */
export function priceAt(prices: PricedModel['prices'], atMs: number): Price {
  if (!Array.isArray(prices)) return prices;
  const inForce = prices.filter((conditional) => applies(conditional, atMs)).at(-1) ?? prices[0];
  return inForce?.price ?? {};
}

/** The prices of a model from one time to another, each with its beginning; nearly always one. */
export function pricePeriods(prices: PricedModel['prices'], startMs: number, endMs: number): PricePeriod[] {
  const changes = Array.isArray(prices) ? prices.flatMap((conditional) => changesOf(conditional, startMs, endMs)) : [];
  const periods: PricePeriod[] = [];
  for (const fromMs of [startMs, ...changes.sort((a, b) => a - b)]) {
    const price = priceAt(prices, fromMs);
    if (price !== periods.at(-1)?.price) periods.push({ fromMs, price });
  }
  return periods;
}

function applies({ fromMs, daily }: ConditionalPrice, atMs: number): boolean {
  if (fromMs !== undefined && atMs < fromMs) return false;
  if (daily === undefined) return true;
  const { startMs, endMs } = daily;
  const sinceMidnightMs = atMs % dayMs;
  const begun = sinceMidnightMs >= startMs;
  const notEnded = sinceMidnightMs < endMs;
  return endMs < startMs ? begun || notEnded : begun && notEnded;
}

function changesOf({ fromMs, daily }: ConditionalPrice, startMs: number, endMs: number): number[] {
  const changes = fromMs === undefined ? [] : [fromMs];
  if (daily !== undefined) {
    for (let midnight = startMs - (startMs % dayMs); midnight < endMs; midnight += dayMs) {
      changes.push(midnight + daily.startMs, midnight + daily.endMs);
    }
  }
  return changes.filter((atMs) => atMs > startMs && atMs < endMs);
}
