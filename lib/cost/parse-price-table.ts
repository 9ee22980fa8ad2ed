import type { PricedModel, PriceProvider, PriceTable } from './price-table.ts';

/** A provider as it is written: its models are a text of their own. */
type WrittenProvider = Omit<PriceProvider, 'models'> & { models: string };

/**
 * Reads the table. The models of a provider are parsed when they are looked at, since a run asks one of the forty and
 * k6 would take 90 ms for all of them at each start.
 */
export function parsePriceTable(text: string): PriceTable {
  const written = JSON.parse(text) as Omit<PriceTable, 'providers'> & { providers: WrittenProvider[] };
  return { ...written, providers: written.providers.map(opened) };
}

function opened({ models: text, ...provider }: WrittenProvider): PriceProvider {
  let models: PricedModel[] | undefined;
  return {
    ...provider,
    get models() {
      models ??= JSON.parse(text) as PricedModel[];
      return models;
    },
  };
}
