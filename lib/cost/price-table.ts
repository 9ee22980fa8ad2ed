import type { Price } from './price.ts';

/** List prices of every model of every provider, as `npm run prices` writes them beside the scripts. */
export interface PriceTable {
  /** The package that they are from, and its version: `@pydantic/genai-prices 0.1.8`. */
  source: string;
  /** When that version was published, `2026-09-23`. */
  date: string;
  providers: PriceProvider[];
}

export interface PriceProvider {
  id: string;
  name: string;
  /** A regular expression for the beginning of its API's URL. */
  api: string;
  /** Words by which gateways call it in front of a model's name: `openai/gpt-4o`. */
  named?: NameRule;
  /** Names of models that are this provider's and nobody else's. */
  owns?: NameRule;
  /** Providers whose prices hold for models that it has no price of its own for. */
  fallbacks?: string[];
  /** The first that matches a name is meant: order matters. */
  models: PricedModel[];
}

export interface PricedModel {
  id: string;
  match: NameRule;
  /** One, or several of which the last that applies is in force. Empty objects are models that are not priced by token. */
  prices: Price | ConditionalPrice[];
}

export interface ConditionalPrice {
  price: Price;
  /** Milliseconds since the epoch. */
  fromMs?: number;
  /** Milliseconds since midnight UTC, the end exclusive; an end before the start is on the next day. */
  daily?: { startMs: number; endMs: number };
}

/** How names of models are told; all but `regex` without regard to case. */
export type NameRule =
  | { equals: string }
  | { starts_with: string }
  | { ends_with: string }
  | { contains: string }
  | { regex: string }
  | { or: NameRule[] }
  | { and: NameRule[] };
