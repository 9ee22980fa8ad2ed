import { matchesName } from './matches-name.ts';
import type { PricedModel, PriceProvider, PriceTable } from './price-table.ts';

/** Which model is asked for, and where. */
export interface ModelAsked {
  model: string;
  /** The endpoint up to its version; its host tells the provider. */
  baseUrl?: string | undefined;
  /** The provider by its id, where neither host nor name tells it: from the API that is spoken. */
  provider?: string | undefined;
}

export interface FoundModel {
  provider: PriceProvider;
  model: PricedModel;
  /** The host is this provider's own; else the name alone says whose model it is, and that it costs its list price. */
  byHost: boolean;
}

/** The row of the price table for a model; undefined if there is none. */
export function findModel(
  table: PriceTable,
  { model: asked, baseUrl, provider: hint }: ModelAsked,
): FoundModel | undefined {
  const { providers } = table;
  const name = asked.trim().toLowerCase();
  const host = baseUrl === undefined ? undefined : providers.find(({ api }) => isApi(api, baseUrl));
  if (host !== undefined) return found(host, true, namesOf(name), providers);
  for (const tried of namesOf(name)) {
    const [vendor, ...rest] = tried.split('/');
    const named =
      rest.length === 0 ? undefined : providers.find((p) => p.id === vendor || isNamed(p, vendor as string));
    const vendors = named && found(named, false, namesOf(rest.join('/')), providers);
    if (vendors !== undefined) return vendors;
    const owner = providers.find(({ owns }) => owns !== undefined && matchesName(owns, tried));
    const own = owner && found(owner, false, [tried], providers);
    if (own !== undefined) return own;
  }
  const hinted = providers.find(({ id }) => id === hint);
  return hinted && found(hinted, false, namesOf(name), providers);
}

function found(
  provider: PriceProvider,
  byHost: boolean,
  names: string[],
  all: PriceProvider[],
): FoundModel | undefined {
  for (const name of names) {
    for (const spelt of new Set([name, withDashedDates(name)])) {
      const model = modelIn(provider, spelt, all);
      if (model !== undefined) return { provider, model, byHost };
    }
  }
  return undefined;
}

/** The model of one provider that a name means, its fallbacks' included. */
export function modelIn(
  { models, fallbacks = [] }: PriceProvider,
  name: string,
  all: PriceProvider[],
): PricedModel | undefined {
  const own = models.find(({ match }) => matchesName(match, name));
  if (own !== undefined) return own;
  for (const id of fallbacks) {
    const other = all.find((provider) => provider.id === id);
    const model = other && modelIn(other, name, all);
    if (model !== undefined) return model;
  }
  return undefined;
}

/** Gateways put words in front: `openai/gpt-4o`, `models/gemini-2.5-flash`. The whole name comes first. */
function namesOf(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, from) => parts.slice(from).join('/'));
}

function isApi(pattern: string, baseUrl: string): boolean {
  return new RegExp(`^(?:${pattern})`).test(baseUrl);
}

function isNamed({ named }: PriceProvider, vendor: string): boolean {
  return named !== undefined && matchesName(named, vendor);
}

/** `-20240806` → `-2024-08-06`; rules know the dashed spelling. */
function withDashedDates(name: string): string {
  return name.replace(/-(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g, '-$1-$2-$3');
}
