import type { Outcome } from '../measure/measurement.ts';
import type { Row } from '../measure/row.ts';
import type { Charge } from './charge.ts';
import { nanosPerUsd } from './nano-usd.ts';

/** What a part of the exchanges cost, as far as that is known. */
export interface BillLine {
  /** The model, the scenario, …; absent for the sum of all. */
  name: string;
  /** Finished ones. */
  exchanges: number;
  /** Of these, such whose cost is known. */
  priced: number;
  /** Turned away unread, as by a 429: free of charge. */
  refused: number;
  /** Of unknown cost. */
  unpriced: number;
  /** US dollars of the priced ones. */
  costUsd: number;
}

/** A stage of one scenario: its warm-up, a window of its load, or what lies in none. */
export interface BillStage extends BillLine {
  scenario: string;
  phase: 'warmup' | 'measured';
  window?: number;
  /** When the first of its exchanges started, in milliseconds since the scenario's start. */
  fromMs: number;
}

/** The finished exchanges of one or several runs, in money. */
export interface Bill {
  total: BillLine;
  byModel: BillLine[];
  byScenario: BillLine[];
  /** The warm-up, and the windows of the load by scenario, in their order. */
  byStage: BillStage[];
  byOutcome: BillLine[];
  /** What was spent on exchanges that gave no good answer. */
  wastedUsd: number;
  warmupUsd: number;
  /** Mean of the priced ones × 1,000; absent where nothing is priced. */
  perThousandRequestsUsd?: number;
  /** All money over the good answers × 1,000, so that failures make answers dearer; absent without a priced answer. */
  perThousandAnswersUsd?: number;
  /** Input paid along, of those whose output was counted; absent where none was. */
  perMillionOutputTokensUsd?: number;
  /** How many were priced after the run, and not by it. */
  pricedAfterwards: number;
  /** Why the others have no price. */
  lacking: { price: number; tokens: number };
}

export interface BillMaker {
  add(
    row: Pick<Row, 'model' | 'scenario' | 'phase' | 'window' | 'outcome' | 'tokens' | 'start_ms'>,
    charge: Charge,
  ): void;
  result(): Bill;
}

/** Files come from anywhere: more different names than this are summed under `others`. */
const mostLines = 1000;

interface StageSum extends BillLine {
  scenario: string;
  order: number;
  fromMs: number;
}

/**
 * Takes exchanges one by one, in constant memory. Sums are kept in nano-dollars: a thousand times one cent is ten
 * dollars, and not a hair more.
 */
export function createBill(): BillMaker {
  const total = emptySum('all');
  const models = new Map<string, BillLine>();
  const scenarios = new Map<string, BillLine>();
  const stages = new Map<string, StageSum>();
  const outcomes = new Map<Outcome, BillLine>();
  const warmup = emptySum('warm-up');
  const lacking = { price: 0, tokens: 0 };
  const counted = { nanoUsd: 0, outputTokens: 0 };
  let pricedAfterwards = 0;

  return {
    add({ model, scenario, phase, window, outcome, tokens, start_ms }, charge) {
      const isWarmup = phase === 'warmup';
      const name = isWarmup ? 'warm-up' : window === undefined ? 'no window' : `window ${window}`;
      const order = isWarmup ? beforeAll : (window ?? afterAll);
      const stage = sumOf(stages, `${scenario}\n${name}`, (kept) => ({
        ...emptySum(kept === 'others' ? kept : name),
        scenario,
        order,
        fromMs: start_ms,
      }));
      stage.fromMs = Math.min(stage.fromMs, start_ms);
      const sums = [
        total,
        sumOf(models, model, emptySum),
        sumOf(scenarios, scenario, emptySum),
        stage,
        sumOf(outcomes, outcome, emptySum),
      ];
      if (isWarmup) sums.push(warmup);
      for (const sum of sums) addCharge(sum, charge);
      if (charge.kind === 'priced') pricedAfterwards++;
      if (charge.kind === 'unknown') lacking[charge.lacks]++;
      if ('usd' in charge && tokens?.output !== undefined) {
        counted.nanoUsd += nano(charge.usd);
        counted.outputTokens += tokens.output;
      }
    },
    result() {
      const ok = outcomes.get('ok');
      const usd = total.costUsd / nanosPerUsd;
      return {
        total: lineOf(total),
        byModel: byCost(models),
        byScenario: byCost(scenarios),
        byStage: [...stages.values()].sort((a, b) => compare(a.scenario, b.scenario) || a.order - b.order).map(stageOf),
        byOutcome: byCost(outcomes),
        wastedUsd: (total.costUsd - (ok?.costUsd ?? 0)) / nanosPerUsd,
        warmupUsd: warmup.costUsd / nanosPerUsd,
        ...(total.priced === 0 ? {} : { perThousandRequestsUsd: (usd / total.priced) * 1000 }),
        ...(ok === undefined || ok.priced === 0 ? {} : { perThousandAnswersUsd: (usd / ok.priced) * 1000 }),
        ...(counted.outputTokens === 0
          ? {}
          : { perMillionOutputTokensUsd: (counted.nanoUsd / nanosPerUsd / counted.outputTokens) * 1e6 }),
        pricedAfterwards,
        lacking: { ...lacking },
      };
    },
  };
}

/** In the order of stages. */
const beforeAll = -1;
const afterAll = Number.MAX_SAFE_INTEGER;

function emptySum(name: string): BillLine {
  return { name, exchanges: 0, priced: 0, refused: 0, unpriced: 0, costUsd: 0 };
}

function sumOf<Name extends string, Sum extends BillLine>(
  sums: Map<Name | 'others', Sum>,
  name: Name,
  create: (name: Name | 'others') => Sum,
): Sum {
  const kept = sums.has(name) || sums.size < mostLines ? name : 'others';
  let sum = sums.get(kept);
  if (sum === undefined) {
    sum = create(kept);
    sums.set(kept, sum);
  }
  return sum;
}

/** `costUsd` of a sum is in nano-dollars until the end. */
function addCharge(sum: BillLine, charge: Charge): void {
  sum.exchanges++;
  if (charge.kind === 'refused') sum.refused++;
  else if (charge.kind === 'unknown') sum.unpriced++;
  else {
    sum.priced++;
    sum.costUsd += nano(charge.usd);
  }
}

function nano(usd: number): number {
  return Math.round(usd * nanosPerUsd);
}

function lineOf({ name, exchanges, priced, refused, unpriced, costUsd }: BillLine): BillLine {
  return { name, exchanges, priced, refused, unpriced, costUsd: costUsd / nanosPerUsd };
}

function stageOf({ scenario, order, fromMs, ...sum }: StageSum): BillStage {
  const where = order === beforeAll ? { phase: 'warmup' as const } : { phase: 'measured' as const };
  return { ...lineOf(sum), scenario, ...where, ...(order < 0 || order === afterAll ? {} : { window: order }), fromMs };
}

/** The dearest first. */
function byCost(sums: Map<string, BillLine>): BillLine[] {
  return [...sums.values()].sort((a, b) => b.costUsd - a.costUsd || b.exchanges - a.exchanges).map(lineOf);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
