import type { Bounds } from '../../lib/cost/estimate/bounds.ts';
import { budgetReach } from '../../lib/cost/estimate/budget-reach.ts';
import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import { priceVolume } from '../../lib/cost/estimate/price-volume.ts';
import { cacheSavedUsd, type Saving, savedShare } from '../../lib/cost/estimate/savings.ts';
import type { Volume } from '../../lib/cost/estimate/volume.ts';
import { priceIn } from '../../lib/cost/price.ts';
import { type ModelPrice, priceOfModel } from '../../lib/cost/price-of-model.ts';
import type { PriceTable } from '../../lib/cost/price-table.ts';
import { smallerModels } from '../../lib/cost/smaller-models.ts';
import type { Options } from '../../lib/options/table.ts';
import { wrongUse } from '../cli-error.ts';
import { type GivenPrices, parseGivenPrices } from '../cost/pricer.ts';
import { readPriceTable } from '../price-table.ts';
import type { PlanToPrice } from './plan-to-price.ts';
import type { Settings } from './settings.ts';

export interface ModelEstimate {
  model: string;
  /** Where the price is from; a text says why there is none, and what to set. */
  price: ModelPrice | string;
  costUsd?: Bounds;
}

export interface Estimate {
  plan: EstimatePlan;
  /** As they were named. */
  models: ModelEstimate[];
  /** Of the first model whose price is known. */
  savings: { of: string; list: Saving[] };
  budget?: { usd: number; model: string; share: { expected: number; worst: number } };
  atMs: number;
}

const dayMs = 86_400_000;

/** Shorter answers that save less are not worth a line. */
const leastShareShown = 0.05;

/** The plan at the price of each model. */
export async function estimateModels(
  { plan, options }: PlanToPrice,
  { models: names, ownPriceOf }: Pick<Settings, 'models' | 'ownPriceOf'>,
  given: string[],
  nowMs: number,
): Promise<Estimate> {
  const priceOf = createPricing(await readPriceTable(), options, { ownPriceOf, ...ownPrices(given, names) }, nowMs);
  const smallModel = options.smallModel === undefined ? undefined : priceOf(options.smallModel, 'small');
  const costOf = (price: ModelPrice | string, volume: Volume): Bounds | undefined => {
    const small = smallModel === undefined ? undefined : periodsOf(smallModel);
    const costUsd = priceVolume(volume, { model: periodsOf(price), smallModel: small }, nowMs);
    return costUsd && plan.isExact ? { ...costUsd, worst: costUsd.expected } : costUsd;
  };
  const estimate = (model: string): ModelEstimate => {
    const price = priceOf(model);
    const costUsd = costOf(price, plan.volume);
    if (costUsd !== undefined) return { model, price, costUsd };
    return { model, price: typeof price === 'string' ? price : String(smallModel) };
  };
  const models = names.map(estimate);
  const first = models.find(({ costUsd }) => costUsd !== undefined);
  const savings: Saving[] = [];
  if (first?.costUsd !== undefined) {
    const sisters = names.length > 1 ? models : smallerModels(first.model).map(estimate);
    for (const { model, costUsd } of sisters) {
      if (costUsd !== undefined && costUsd.expected < first.costUsd.expected)
        savings.push({ kind: 'model', model, costUsd });
    }
    const halved = plan.halved && costOf(first.price, plan.halved.volume);
    const share = halved && savedShare(first.costUsd.expected, halved.expected);
    if (plan.halved !== undefined && halved !== undefined && (share ?? 0) >= leastShareShown) {
      savings.push({ kind: 'output', maxTokens: plan.halved.maxTokens, costUsd: halved });
    }
    const savedUsd = cacheSaved(plan.volume, first.price, nowMs);
    if (savedUsd > 0) savings.push({ kind: 'cache', savedUsd });
  }
  const { budgetUsd } = options;
  return {
    plan,
    models,
    savings: { of: first?.model ?? '', list: savings },
    ...(budgetUsd === undefined || first?.costUsd === undefined
      ? {}
      : { budget: { usd: budgetUsd, model: first.model, share: budgetReach(first.costUsd, budgetUsd) } }),
    atMs: nowMs,
  };
}

/** A price without a name is that of the first model: the one that the run asks. */
function ownPrices(given: string[], names: string[]): GivenPrices {
  const { every, byModel } = parseGivenPrices(given);
  const [first] = names;
  for (const model of byModel.keys()) {
    if (!names.includes(model)) {
      throw wrongUse(`--price ${model}=…: is none of the models; accepted are ${names.join(', ')}`);
    }
  }
  if (every !== undefined && first !== undefined && !byModel.has(first)) byModel.set(first, every);
  return { byModel };
}

function createPricing(
  table: PriceTable,
  options: Options,
  { byModel, ownPriceOf }: GivenPrices & Pick<Settings, 'ownPriceOf'>,
  nowMs: number,
) {
  const { baseUrl, smallBaseUrl, protocol, extraBody, price, smallPrice, model: asked } = options;
  // It names one model, and several are looked at.
  const { model: _, ...body } = extraBody ?? {};
  const common = { protocol, extraBody: body, startMs: nowMs, endMs: nowMs + dayMs };
  return (model: string, part?: 'small'): ModelPrice | string => {
    const isSmall = part === 'small';
    const isOwn = model === ownPriceOf;
    const query = {
      ...common,
      model,
      option: isSmall ? 'LLM_SMALL_PRICE' : isOwn && !byModel.has(model) ? 'LLM_PRICE' : `--price ${model}`,
      own: isSmall ? smallPrice : (byModel.get(model) ?? (isOwn ? price : undefined)),
    };
    const found = priceOfModel(table, { ...query, baseUrl: isSmall ? (smallBaseUrl ?? baseUrl) : baseUrl });
    // Another model may be another provider's: its name alone tells.
    return typeof found === 'string' && model !== asked ? priceOfModel(table, { ...query, baseUrl: '' }) : found;
  };
}

function periodsOf(price: ModelPrice | string): ModelPrice['periods'] | undefined {
  return typeof price === 'string' ? undefined : price.periods;
}

function cacheSaved({ expected }: Volume, price: ModelPrice | string, atMs: number): number {
  const periods = periodsOf(price);
  const inForce = periods && priceIn(periods, atMs);
  return expected.reduce((sum, group) => sum + (group.isSmallModel ? 0 : (cacheSavedUsd(group, inForce) ?? 0)), 0);
}
