import type { LedgerState } from '../cost/ledger.ts';
import { nanosPerUsd } from '../cost/nano-usd.ts';
import type { LoadShape } from '../load/load-shape.ts';

/** How far a run came with its money, in US dollars. */
export interface BudgetSummary {
  /** Of this machine: its share of `LLM_BUDGET_USD` where several run together. */
  ceilingUsd: number;
  /** What exchanges cost by their own usage; with a soft ceiling the worst case of those that told nothing is in it. */
  spentUsd: number;
  /** Taken as spent since nobody told: the worst case of answers without usage, of failures in mid-stream, of what was cut. */
  unsettledUsd: number;
  /** Requests that were not sent, for they might have passed the ceiling. */
  refused: number;
  /** What was reserved for requests in flight when the first one was refused. */
  reservedThenUsd: number;
  /** Exchanges that cost more than their request allowed, and by how much in all: the endpoint breaks its own cap. */
  dearer: number;
  dearerByUsd: number;
  /** Part of the plan that was carried out, 0 to 1; absent where nobody knows the plan. */
  planDone?: number;
  /** Without shared state the ceiling is looked at every 2 s, and passed by what is in flight. */
  soft: boolean;
  /** Of a soft ceiling: how many exchanges can be in flight at one time; absent where the script has its own scenarios. */
  mostInFlight?: number;
}

export interface BudgetFacts {
  budgetUsd: number;
  /** Undefined where the ceiling is soft. */
  ledger: LedgerState | undefined;
  /** What the metric `llm_budget_usd` summed up. */
  takenUsd: number;
  shape: LoadShape;
  durationMs: number;
  /** Exchanges begun, warm-up too. */
  begun: number;
  iterations: number;
}

export function summariseBudget(facts: BudgetFacts): BudgetSummary {
  const { budgetUsd, ledger, takenUsd, shape } = facts;
  const done = planDone(facts);
  const most = mostInFlight(shape);
  const usd = (nanos: number): number => nanos / nanosPerUsd;
  return {
    // Of a run that sent nothing no ledger was opened.
    ceilingUsd: ledger?.ceiling ? usd(ledger.ceiling) : budgetUsd,
    spentUsd: ledger === undefined ? takenUsd : usd(ledger.spent),
    unsettledUsd: usd(ledger?.unsettled ?? 0),
    refused: ledger?.refused ?? 0,
    reservedThenUsd: usd(ledger?.inFlightThen ?? 0),
    dearer: ledger?.dearer ?? 0,
    dearerByUsd: usd(ledger?.dearerBy ?? 0),
    ...(done === undefined ? {} : { planDone: done }),
    soft: ledger === undefined,
    ...(ledger !== undefined || most === undefined ? {} : { mostInFlight: most }),
  };
}

function planDone({ shape, durationMs, begun, iterations }: BudgetFacts): number | undefined {
  const { iterations: plannedIterations, requests, durationMs: planned } = shape;
  const done =
    plannedIterations !== undefined
      ? iterations / plannedIterations
      : requests !== undefined
        ? begun / requests
        : planned === undefined
          ? undefined
          : durationMs / planned;
  return done === undefined ? undefined : Math.min(1, done);
}

/** Users of a closed load, the upper bound of virtual users of an open one, as k6's scenario says. */
function mostInFlight({ scenario = {} }: LoadShape): number | undefined {
  const { vus, maxVUs, stages, startVUs } = scenario as Record<string, unknown>;
  const targets = Array.isArray(stages) && maxVUs === undefined ? stages.map(({ target }) => target) : [];
  const known = [vus, maxVUs, startVUs, ...targets].filter((value) => typeof value === 'number');
  return known.length === 0 ? undefined : Math.max(...known);
}
