import type { Bounds, Case } from './bounds.ts';

/** How far a budget goes: the share of the plan that it pays for, at most 1. */
export function budgetReach(costUsd: Bounds, budgetUsd: number): Record<Exclude<Case, 'low'>, number> {
  const share = (usd: number): number => (usd <= budgetUsd ? 1 : budgetUsd / usd);
  return { expected: share(costUsd.expected), worst: share(costUsd.worst) };
}
