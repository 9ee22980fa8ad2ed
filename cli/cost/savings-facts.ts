import { savedShare } from '../../lib/cost/estimate/savings.ts';
import type { ModelSavings } from '../../lib/cost/savings-of-rows.ts';
import { formatUsd } from '../../lib/metrics/format-value.ts';
import { shown } from './shown.ts';

/** Of many models the dearest are worth the look. */
const mostModels = 3;

/** What was saved by caches and what would have been saved otherwise: label and text, where there is any. */
export function savingsFacts(savings: ModelSavings[]): [string, string][] {
  const facts: [string, string][] = [];
  for (const { model, costUsd, cacheSavedUsd, cachedTokens, smaller, halfOutputUsd } of savings.slice(0, mostModels)) {
    const of = savings.length > 1 ? ` of ${shown(model)}` : '';
    if (cacheSavedUsd !== undefined)
      facts.push([`saved by caches${of}`, `${formatUsd(cacheSavedUsd)}, by ${cachedTokens} cached tokens`]);
    const [sister] = smaller;
    if (sister !== undefined)
      facts.push([
        `with ${shown(sister.model)}`,
        `${less(costUsd, sister.costUsd)}${of === '' ? '' : ` with ${shown(model)}`}, with as many tokens`,
      ]);
    if (savedShare(costUsd, halfOutputUsd) !== undefined)
      facts.push([`with half the output${of}`, less(costUsd, halfOutputUsd)]);
  }
  return facts;
}

function less(fullUsd: number, lessUsd: number): string {
  const share = savedShare(fullUsd, lessUsd) ?? 0;
  return `${formatUsd(lessUsd)} in place of ${formatUsd(fullUsd)}, ${Math.round(share * 100)} % less`;
}
