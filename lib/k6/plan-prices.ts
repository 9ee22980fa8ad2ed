import { parsePriceTable } from '../cost/parse-price-table.ts';
import { type ModelPrice, priceOfModel } from '../cost/price-of-model.ts';
import type { PriceTable } from '../cost/price-table.ts';
import type { Options } from '../options/table.ts';
import { besideScripts } from './beside.ts';

/** By the name by which a model is asked for: what it costs, or why nobody knows and what to set. */
export type PlannedPrices = Record<string, ModelPrice | string>;

const dayMs = 86_400_000;

/**
 * Prices of the models that the run asks, at its own time. Only the init context may look for the table.
 *
 * @param lastsMs how long the run may last, for prices that change meanwhile
 */
export function planPrices(options: Options, lastsMs: number, nowMs: number): PlannedPrices {
  const { model, smallModel, smallBaseUrl, baseUrl, protocol, extraBody, price, smallPrice } = options;
  const common = { protocol, extraBody, startMs: nowMs, endMs: nowMs + lastsMs + dayMs };
  let table: PriceTable | undefined;
  const find = (query: Pick<Parameters<typeof priceOfModel>[1], 'model' | 'baseUrl' | 'own' | 'option'>) => {
    if (query.own === undefined) table ??= besideScripts('prices.json', __ENV.K6_LLM_PRICES, parsePriceTable);
    return priceOfModel(table, { ...common, ...query });
  };
  const prices: PlannedPrices = {};
  if (smallModel !== undefined) {
    prices[smallModel] = find({
      model: smallModel,
      baseUrl: smallBaseUrl ?? baseUrl,
      own: smallPrice,
      option: 'LLM_SMALL_PRICE',
    });
  }
  prices[model] = find({ model, baseUrl, own: price, option: 'LLM_PRICE' });
  return prices;
}
