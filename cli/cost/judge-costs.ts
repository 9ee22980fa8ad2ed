import { nanosPerUsd } from '../../lib/cost/nano-usd.ts';
import { formatUsd } from '../../lib/metrics/format-value.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Costs } from './read-costs.ts';

/** Part of the money that is not in the sum, because nobody knows it. */
export interface Missing {
  what: string;
  /** What to do about it; absent where nothing can be done. */
  advice?: string;
}

export interface CostVerdict {
  /** `shown`: nothing was to be judged. */
  status: 'shown' | 'passed' | 'failed' | 'undecided' | 'unreadable';
  exitCode: 0 | 2 | 3 | 4;
  reason: string;
}

export interface JudgedCosts extends Costs {
  /** All money that is known: of finished exchanges and of interrupted ones. */
  knownUsd: number;
  /** What is not in it; none means that the sum is exact. */
  missing: Missing[];
  limitUsd?: number;
  verdict: CostVerdict;
}

/** How to price what the run did not. */
const priceAdvice =
  'set LLM_PRICE=input/output for the run, or give --price input/output here (US dollars per million tokens), or --list-prices';

/** The costs against their limit: above it if the known part alone is; within it only if nothing is missing. */
export function judgeCosts(costs: Costs, limitUsd: number | undefined): JudgedCosts {
  const knownUsd = rounded(costs.bill.total.costUsd + costs.interrupted.costUsd);
  const missing = missingIn(costs);
  const limit = limitUsd === undefined ? {} : { limitUsd };
  return { ...costs, knownUsd, missing, ...limit, verdict: verdictOf(costs, knownUsd, missing, limitUsd) };
}

function verdictOf(
  { read, bill, interrupted }: Costs,
  knownUsd: number,
  missing: Missing[],
  limitUsd: number | undefined,
): CostVerdict {
  const [bad] = read.badLines.first;
  const [cost, limit] = limitUsd === undefined ? [formatUsd(knownUsd), ''] : toldApart(knownUsd, limitUsd);
  const nothingKnown = missing.length > 0 && bill.total.priced + interrupted.priced === 0;
  const sum = nothingKnown ? 'the cost is unknown' : missing.length === 0 ? cost : `at least ${cost}`;
  if (bad !== undefined) {
    const { file, line, why } = bad;
    const many = read.badLines.count === 1 ? 'one line' : `${read.badLines.count} lines`;
    return {
      status: 'unreadable',
      exitCode: exitCodes.wrongUse,
      reason: `${many} could not be read, so the sum is no answer: ${file}:${line} is ${why}`,
    };
  }
  if (limitUsd === undefined) return { status: 'shown', exitCode: exitCodes.passed, reason: sum };
  if (knownUsd > limitUsd)
    return { status: 'failed', exitCode: exitCodes.failed, reason: `${sum} is above the limit of ${limit}` };
  if (missing.length > 0) {
    const unknown = nothingKnown ? '' : ': what is not known may lie above it';
    return { status: 'undecided', exitCode: exitCodes.undecided, reason: `${sum}, with a limit of ${limit}${unknown}` };
  }
  return { status: 'passed', exitCode: exitCodes.passed, reason: `${sum} is within the limit of ${limit}` };
}

function missingIn({ bill, interrupted, read }: Costs): Missing[] {
  const missing: Missing[] = [];
  const { price, tokens } = bill.lacking;
  if (price > 0) missing.push({ what: `${exchanges(price)} with tokens and without a price`, advice: priceAdvice });
  if (tokens > 0)
    missing.push({
      what: `${exchanges(tokens)} without token counts: failures often tell none, and some endpoints never do`,
    });
  const lost = interrupted.count - interrupted.priced;
  if (lost > 0)
    missing.push({
      what: `${exchanges(lost)} interrupted: started and never finished, which providers may charge all the same`,
    });
  if (read.badRows.count > 0) {
    const [first] = read.badRows.first;
    missing.push({
      what: `${exchanges(read.badRows.count)} whose row cannot be read, the first in ${first?.file}:${first?.line}: ${first?.why}`,
    });
  }
  for (const { file, line, why } of read.truncated)
    missing.push({ what: `whatever came after ${file}:${line}: ${why}, as when k6 was killed` });
  return missing;
}

function exchanges(count: number): string {
  return count === 1 ? '1 exchange' : `${count} exchanges`;
}

/** Two sums that differ are told so that they do: $10.00 is not above $10.00. */
function toldApart(a: number, b: number): [string, string] {
  const short: [string, string] = [formatUsd(a), formatUsd(b)];
  return a === b || short[0] !== short[1] ? short : [`$${a}`, `$${b}`];
}

/** To nano-dollars, as the sums are kept. */
function rounded(usd: number): number {
  return Math.round(usd * nanosPerUsd) / nanosPerUsd;
}
