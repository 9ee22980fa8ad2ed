import type { Slo } from '../../thresholds/presets.ts';
import type { AskKind } from '../cost/estimate/ask-kind.ts';
import type { PlanNote } from '../cost/estimate/plan-note.ts';
import { summaryTrendStats } from '../report/k6-summary.ts';
import { reportedSubMetrics } from '../report/sub-metrics.ts';
import { measurable } from './measurable.ts';
import type { Plan } from './once.ts';
import { shared } from './shared.ts';
import type { Transport } from './transports/transport.ts';

export interface K6Options {
  scenarios?: Record<string, Record<string, unknown>>;
  thresholds: Record<string, (string | { threshold: string; abortOnFail: boolean })[]>;
  summaryTrendStats: string[];
  /** k6 keeps it as it is, and `k6 inspect` prints it. */
  ext?: { 'k6-llm': PlanNote };
}

/** k6's own options: the load, the promises as thresholds, and the sub-metrics that the report reads. */
export function k6Options(name: string, plan: Plan, transport: Transport, asks: AskKind | undefined): K6Options {
  const { options, shape, slos } = plan;
  const thresholds: K6Options['thresholds'] = {};
  for (const key of reportedSubMetrics(shape.windows)) thresholds[key] = [];
  for (const { metric, expression } of measurable(slos, transport, options)) {
    thresholds[metric] = [...(thresholds[metric] ?? []), expression];
  }
  // Without shared state nobody can refuse a request in time; k6 looks every 2 s.
  if (options.budgetUsd !== undefined && shared === undefined)
    thresholds.llm_budget_usd = [{ threshold: `count<=${options.budgetUsd}`, abortOnFail: true }];
  return {
    ...(shape.scenario === undefined ? {} : { scenarios: { [name]: shape.scenario } }),
    thresholds,
    summaryTrendStats: statsFor(slos),
    ext: { 'k6-llm': noteOf(name, plan, asks) },
  };
}

/** Scenarios of the script's own run functions of its own. */
function noteOf(name: string, { shape, defaults }: Plan, asks: AskKind | undefined): PlanNote {
  const isKnown = shape.scenario !== undefined && asks !== undefined;
  return { name, about: shape.about, model: shape.model, defaults, ...(isKnown ? { asks } : {}) };
}

/** A percentile that only a promise speaks of is in k6's summary data only if it is asked for. */
function statsFor(slos: Slo[]): string[] {
  const named = slos.flatMap(({ expression }) => /^\s*(p\([\d.]+\))/.exec(expression)?.[1] ?? []);
  return [...new Set([...summaryTrendStats, ...named])];
}
