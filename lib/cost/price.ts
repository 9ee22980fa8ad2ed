/** US dollars per million tokens; with tiers the price depends on how long the request is. */
export type Rate = number | TieredRate;

/** The tier that the request's whole input passes sets the price of all its tokens: a cliff, not a staircase. */
export interface TieredRate {
  base: number;
  /** In rising order of `start`, in tokens, the tier exclusive of it. */
  tiers: { start: number; rate: number }[];
}

/** What one model costs. What is absent is not known; only cache and reasoning fall back to plain input and output. */
export interface Price {
  input?: Rate;
  output?: Rate;
  /** Input tokens that a prompt cache held. @default as input */
  cacheRead?: Rate;
  /** Input tokens that a prompt cache took in. @default as input */
  cacheWrite?: Rate;
  /** The same for a cache that keeps them an hour; no usage tells them apart, so it only bounds what may be spent. */
  cacheWriteHour?: Rate;
  /** @default as output */
  reasoning?: Rate;
  /** US dollars for the request itself, whatever its tokens. @default 0 */
  requestUsd?: number;
}

/** Prices of one run follow each other where they change in its time: at a date, or by the hour of the day. */
export interface PricePeriod {
  /** Milliseconds since the epoch; the first period also holds before it. */
  fromMs: number;
  price: Price;
}

/** The rate of a request of so many input tokens. */
export function rateAt(rate: Rate, inputTokens: number): number {
  if (typeof rate === 'number') return rate;
  let reached = rate.base;
  for (const tier of rate.tiers) if (inputTokens > tier.start) reached = tier.rate;
  return reached;
}

/** The price in force at a time, in milliseconds since the epoch. */
export function priceIn(periods: PricePeriod[], atMs: number): Price | undefined {
  let inForce = periods[0];
  // Nearly always there is one, and in k6 an iterator costs more than the rest.
  for (let i = 1; i < periods.length; i++) if ((periods[i] as PricePeriod).fromMs <= atMs) inForce = periods[i];
  return inForce?.price;
}
