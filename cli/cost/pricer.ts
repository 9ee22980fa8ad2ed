import { findModel } from '../../lib/cost/find-model.ts';
import type { Price } from '../../lib/cost/price.ts';
import { priceAt } from '../../lib/cost/price-periods.ts';
import type { PricedModel, PriceTable } from '../../lib/cost/price-table.ts';
import { price as priceKind } from '../../lib/options/kinds.ts';
import { wrongUse } from '../cli-error.ts';

/** The price of a model for an exchange that ended then, in milliseconds since the epoch; undefined if there is none. */
export type Pricer = (model: string, atMs: number) => Price | undefined;

/** Prices that the user gave: of every model, or of one by its name. */
export interface GivenPrices {
  every?: Price;
  byModel: Map<string, Price>;
}

/** `2.5/10`, or `gpt-4o=2.5/10` for one of several models. @throws CliError for what is neither */
export function parseGivenPrices(texts: string[]): GivenPrices {
  const given: GivenPrices = { byModel: new Map() };
  for (const text of texts) {
    const equals = text.lastIndexOf('=');
    const parsed = priceKind.parse(text.slice(equals + 1));
    if (parsed === undefined)
      throw wrongUse(`--price ${text}: accepted is ${priceKind.accepts}; with MODEL= before it, for that model alone`);
    if (equals < 0) given.every = parsed;
    else given.byModel.set(text.slice(0, equals), parsed);
  }
  return given;
}

/** Prices by the model's own name first, then for every model, then from the table. */
export function createPricer({ every, byModel }: GivenPrices, table: PriceTable | undefined): Pricer {
  // A row of the table is looked for by rules over 1,700 models, the exchanges are many, their models few.
  const listed = new Map<string, PricedModel['prices'] | undefined>();
  return (model, atMs) => {
    const own = byModel.get(model) ?? every;
    if (own !== undefined || table === undefined) return own;
    if (!listed.has(model)) {
      if (listed.size >= 1000) listed.clear();
      listed.set(model, findModel(table, { model })?.model.prices);
    }
    const prices = listed.get(model);
    return prices === undefined ? undefined : priceAt(prices, atMs);
  };
}
