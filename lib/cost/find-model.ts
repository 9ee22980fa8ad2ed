import { matchesName } from './matches-name.ts';
import type { PricedModel, PriceProvider, PriceTable } from './price-table.ts';

/** Which model is asked for, and where. */
export interface ModelAsked {
  model: string;
  /** The endpoint up to its version; its host tells the provider. */
  baseUrl?: string | undefined;
  /** Whose API is spoken, such as `openai`: the last resort where neither host nor name tells the provider. @default any */
  api?: string | undefined;
}

export interface FoundModel {
  provider: PriceProvider;
  model: PricedModel;
  /** The host is this provider's own; else the name alone says whose model it is, and that it costs its list price. */
  byHost: boolean;
}

/** The row of the price table for a model; undefined if there is none. */
export function findModel(table: PriceTable, { model: asked, baseUrl, api = '' }: ModelAsked): FoundModel | undefined {
  const { providers } = table;
  const name = asked.trim().toLowerCase();
  const host = baseUrl === undefined ? undefined : providers.find((provider) => isApi(provider.api, baseUrl));
  if (host !== undefined) return found(host, true, namesOf(name), providers);
  const spoken = api === '' ? undefined : providers.find((provider) => isCalled(provider, api));
  // An API that no provider sells, such as Ollama's, is a server of one's own: whoever made the model is not paid for it.
  if (api !== '' && spoken === undefined) return undefined;
  for (const tried of namesOf(name)) {
    const [vendor = '', ...rest] = tried.split('/');
    const named = rest.length === 0 ? undefined : providers.find((provider) => isCalled(provider, vendor));
    const vendors = named && found(named, false, namesOf(rest.join('/')), providers);
    if (vendors !== undefined) return vendors;
    const owner = providers.find(({ owns }) => owns !== undefined && matchesName(owns, tried));
    const own = owner && found(owner, false, [tried], providers);
    if (own !== undefined) return own;
  }
  return spoken && found(spoken, false, namesOf(name), providers);
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

function isCalled({ id, named }: PriceProvider, word: string): boolean {
  return id === word || (named !== undefined && matchesName(named, word));
}

/** `-20240806` → `-2024-08-06`; rules know the dashed spelling. */
function withDashedDates(name: string): string {
  return name.replace(/-(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g, '-$1-$2-$3');
}
