import { findModel } from './find-model.ts';
import type { Price, PricePeriod } from './price.ts';
import { pricePeriods } from './price-periods.ts';
import type { PriceTable } from './price-table.ts';
import { unlistedBy } from './unlisted.ts';

/** What a model costs during a run, and who says so. */
export interface ModelPrice {
  periods: PricePeriod[];
  source: PriceSource;
}

export type PriceSource =
  | { kind: 'option'; option: string }
  | {
      kind: 'list';
      /** The package that it is from, with its version and date. */
      table: string;
      date: string;
      provider: string;
      model: string;
      /** False where only the model's name tells the provider: the endpoint's host is not its own. */
      byHost: boolean;
    };

export interface PriceQuery {
  model: string;
  baseUrl: string;
  /** The API that is spoken, by its protocol's name, which begins with its provider's. */
  protocol: string;
  extraBody?: Record<string, unknown> | undefined;
  /** What the user says that it costs, and the option that says so. It wins over the list. */
  own: Price | undefined;
  option: string;
  /** The time in which prices are wanted, in milliseconds since the epoch. */
  startMs: number;
  endMs: number;
}

/** The price, or why there is none and what to do, as the end of a sentence. */
export function priceOfModel(
  table: PriceTable | undefined,
  { model, baseUrl, protocol, extraBody, own, option, startMs, endMs }: PriceQuery,
): ModelPrice | string {
  if (own !== undefined) return { periods: [{ fromMs: startMs, price: own }], source: { kind: 'option', option } };
  const set = `set ${option}=input/output in $ per million tokens`;
  const unlisted = unlistedBy(extraBody);
  if (unlisted !== undefined) return `no list price holds for ${unlisted} in LLM_EXTRA_BODY; ${set}`;
  if (table === undefined) return `no price table lies beside the script: copy dist/lib/prices.json there, or ${set}`;
  // What goes into the body last is what is asked for.
  const asked = typeof extraBody?.model === 'string' ? extraBody.model : model;
  const found = findModel(table, { model: asked, baseUrl, api: protocol.replace(/-.*/, '') });
  const periods = found === undefined ? [] : pricePeriods(found.model.prices, startMs, endMs);
  if (found === undefined || periods.some(({ price }) => price.input === undefined || price.output === undefined))
    return `${asked} has no list price; ${set}`;
  const { provider, byHost } = found;
  return {
    periods,
    source: {
      kind: 'list',
      table: table.source,
      date: table.date,
      provider: provider.name,
      model: found.model.id,
      byHost,
    },
  };
}
