import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import type { Options } from '../../lib/options/table.ts';

export interface PlanToPrice {
  plan: EstimatePlan;
  /** Those in force, the scenario's own defaults among them. */
  options: Options;
}
