import type { PriceSource } from '../cost/price-of-model.ts';
import type { BudgetSummary } from './budget-summary.ts';
import { formatUsd } from './format.ts';
import type { Report } from './report.ts';

/** What the measured exchanges cost. No sample is no knowledge; a sum of 0 is a price of 0. */
export function costWords({ cost }: Report): string {
  if (cost.usd === undefined) {
    if (cost.unknown !== undefined) return `unknown: ${cost.unknown}`;
    return cost.answers === 0 ? 'unknown: nothing was answered' : 'unknown: no usage was sent';
  }
  const unpriced = cost.answers - cost.priced;
  const partly = unpriced > 0 ? `, of ${cost.priced} of ${cost.answers} answers: what the others cost is unknown` : '';
  return `${formatUsd(cost.usd)} without warm-up${partly}`;
}

/** Where the price is from. The provider's own figure wins wherever an answer has one. */
export function priceWords({ cost }: Report): string | undefined {
  if (cost.usd === undefined) return undefined;
  return cost.price === undefined ? 'as the endpoint itself says' : sourceWords(cost.price);
}

/** What prompt caches took off the cost. */
export function cacheWords({ cost, metrics }: Report): string | undefined {
  if (cost.savedByCachesUsd === undefined) return undefined;
  return `${formatUsd(cost.savedByCachesUsd)}, by ${metrics.llm_cached_tokens?.count ?? 0} cached tokens`;
}

function sourceWords(source: PriceSource): string {
  if (source.kind === 'option') return source.option;
  const { provider, model, byHost, table, date } = source;
  const assumed = byHost ? '' : ' by its name';
  return `list price of ${provider}'s ${model}${assumed} (${table.replace(/^@.*\//, '')}, ${date})`;
}

/** How far the run came with its money. */
export function budgetWords(budget: BudgetSummary): string {
  const { ceilingUsd, spentUsd, unsettledUsd, refused, reservedThenUsd, planDone, soft, mostInFlight } = budget;
  const parts = [`${formatUsd(spentUsd)} of ${formatUsd(ceilingUsd)} spent, warm-up too`];
  if (unsettledUsd > 0) parts.push(`${formatUsd(unsettledUsd)} more kept for what told no cost`);
  if (refused > 0) {
    const then = reservedThenUsd > 0 ? `, with ${formatUsd(reservedThenUsd)} reserved for what was in flight` : '';
    parts.push(`${refused} ${refused === 1 ? 'request was' : 'requests were'} refused${then}`);
  }
  if (planDone !== undefined) parts.push(`${(planDone * 100).toFixed(planDone < 0.1 ? 1 : 0)} % of the plan done`);
  if (budget.dearer > 0)
    parts.push(
      `${budget.dearer} answers cost more than their requests allowed, ${formatUsd(budget.dearerByUsd)} in all: the endpoint does not keep to the output cap`,
    );
  if (soft) {
    const users = mostInFlight === undefined ? 'each virtual user has' : `up to ${mostInFlight} users have`;
    parts.push(
      `soft: looked at every 2 s, so it may be passed by what is spent in them and by what ${users} in flight`,
    );
  }
  return parts.join('; ');
}
