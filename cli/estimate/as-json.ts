import type * as z from 'zod';
import { type Bounds, cases } from '../../lib/cost/estimate/bounds.ts';
import { totalsOf } from '../../lib/cost/estimate/request-group.ts';
import type { Saving } from '../../lib/cost/estimate/savings.ts';
import type { Volume } from '../../lib/cost/estimate/volume.ts';
import { nanosPerUsd } from '../../lib/cost/nano-usd.ts';
import { priceIn } from '../../lib/cost/price.ts';
import type { estimateSchema } from '../schemas/estimate.ts';
import type { Estimate, ModelEstimate } from './estimate-models.ts';

/** What `--json` prints; docs/schema/estimate.json is its schema. */
export function estimateAsJson({ plan, models, savings, budget, atMs }: Estimate): z.infer<typeof estimateSchema> {
  const { scenario, about, volume, assumptions } = plan;
  return {
    schema: 1,
    ...(scenario === undefined ? {} : { scenario }),
    about,
    ...boundsOf(volume),
    models: models.map((model) => modelAsJson(model, atMs)),
    savings: { ofModel: savings.of, if: savings.list.map(savingAsJson) },
    ...(budget === undefined ? {} : { budget }),
    assumptions: Object.fromEntries(assumptions),
  };
}

function boundsOf(volume: Volume): { requests: Bounds; inputTokens: Bounds; outputTokens: Bounds } {
  const of = (key: 'requests' | 'inputTokens' | 'outputTokens'): Bounds =>
    Object.fromEntries(cases.map((which) => [which, Math.round(totalsOf(volume[which])[key])])) as Bounds;
  return { requests: of('requests'), inputTokens: of('inputTokens'), outputTokens: of('outputTokens') };
}

function modelAsJson({ model, price, costUsd }: ModelEstimate, atMs: number) {
  if (typeof price === 'string' || costUsd === undefined) return { model, unknown: String(price) };
  const inForce = priceIn(price.periods, atMs);
  return { model, costUsd: inNanos(costUsd), price: { perMillionTokens: inForce ?? {}, source: price.source } };
}

function savingAsJson(saving: Saving): Saving {
  return saving.kind === 'cache'
    ? { ...saving, savedUsd: nano(saving.savedUsd) }
    : { ...saving, costUsd: inNanos(saving.costUsd) };
}

/** To billionths of a dollar: what is behind them is noise. */
function inNanos(costUsd: Bounds): Bounds {
  return Object.fromEntries(cases.map((which) => [which, nano(costUsd[which])])) as Bounds;
}

function nano(usd: number): number {
  return Math.round(usd * nanosPerUsd) / nanosPerUsd;
}
