import type { Row } from '../measure/row.ts';
import { costUsd } from './cost.ts';
import { cacheSavedUsd } from './estimate/savings.ts';
import { nanosPerUsd } from './nano-usd.ts';
import type { Price } from './price.ts';
import { smallerModels } from './smaller-models.ts';

/** What the exchanges of one model would have cost if one thing had been otherwise. */
export interface ModelSavings {
  model: string;
  /** Those whose tokens and price are known. */
  exchanges: number;
  /** What these cost. */
  costUsd: number;
  /** Each with half its output tokens. */
  halfOutputUsd: number;
  /** Smaller sisters of the model that are cheaper, with as many tokens. */
  smaller: { model: string; costUsd: number }[];
  /** Taken off `costUsd` already: cached tokens × (price of input − price of cached input). Absent without a cached token. */
  cacheSavedUsd?: number;
  cachedTokens: number;
}

interface Sums extends ModelSavings {
  cache: { savedUsd: number; isKnown: boolean };
}

/** Prices by model and time, in milliseconds since the epoch. */
type PriceOf = (model: string, atMs: number) => Price | undefined;

/** Two prices of the same thing differ in their last digits at most. */
const tolerance = 0.01;

/** More models than this are not looked at: a file may hold any names. */
const mostModels = 100;

/** Takes exchanges one by one, in constant memory. */
export function createSavings(priceOf: PriceOf) {
  const models = new Map<string, Sums>();

  function sumsOf(model: string): Sums | undefined {
    const known = models.get(model);
    if (known !== undefined || models.size >= mostModels) return known;
    const smaller = smallerModels(model).map((name) => ({ model: name, costUsd: 0 }));
    const cache = { savedUsd: 0, isKnown: false };
    const sums: Sums = { model, exchanges: 0, costUsd: 0, halfOutputUsd: 0, smaller, cachedTokens: 0, cache };
    models.set(model, sums);
    return sums;
  }

  return {
    /** One whose cost was recorded at another price than ours tells nothing: what it would have cost is not known. */
    add({ model, tokens, cost_usd }: Pick<Row, 'model' | 'tokens' | 'cost_usd'>, atMs: number): void {
      if (tokens?.input === undefined || tokens.output === undefined) return;
      const { input, output, cached, cache_write: cacheWrite, reasoning } = tokens;
      const price = priceOf(model, atMs);
      const counts = {
        input,
        output,
        ...(cached !== undefined && { cached }),
        ...(cacheWrite !== undefined && { cacheWrite }),
      };
      const usd = costUsd({ ...counts, ...(reasoning !== undefined && { reasoning }) }, price);
      if (usd === undefined) return;
      if (cost_usd !== undefined && Math.abs(usd - cost_usd) > tolerance * cost_usd) return;
      const sums = sumsOf(model);
      if (sums === undefined) return;
      sums.exchanges++;
      sums.costUsd += usd;
      const half = { ...counts, output: output / 2, ...(reasoning !== undefined && { reasoning: reasoning / 2 }) };
      sums.halfOutputUsd += costUsd(half, price) ?? 0;
      // One sister without a price has none for any exchange, and is left out at the end.
      for (const sister of sums.smaller) sister.costUsd += costUsd(counts, priceOf(sister.model, atMs)) ?? Number.NaN;
      if (!cached) return;
      sums.cachedTokens += cached;
      const saved = cacheSavedUsd({ requests: 1, inputTokens: input, cachedTokens: cached, outputTokens: 0 }, price);
      if (saved === undefined) return;
      sums.cache.isKnown = true;
      sums.cache.savedUsd += saved;
    },

    /** The dearest model first. */
    result(): ModelSavings[] {
      return [...models.values()]
        .sort((a, b) => b.costUsd - a.costUsd)
        .map(({ cache, smaller, ...sums }) => ({
          ...sums,
          costUsd: nano(sums.costUsd),
          halfOutputUsd: nano(sums.halfOutputUsd),
          smaller: smaller
            .filter((sister) => sister.costUsd < sums.costUsd)
            .map((sister) => ({ ...sister, costUsd: nano(sister.costUsd) })),
          ...(cache.isKnown ? { cacheSavedUsd: nano(cache.savedUsd) } : {}),
        }));
    },
  };
}

/** To billionths: what is behind them is the noise of many sums. */
function nano(usd: number): number {
  return Math.round(usd * nanosPerUsd) / nanosPerUsd;
}
