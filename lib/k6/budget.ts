/**
 * `LLM_BUDGET_USD` at work, loaded only where it is set. Each client has one; they share their counters through the
 * extension, so that the ceiling is that of the whole process.
 */
import { toldUsd } from '../cost/billing.ts';
import { createLedger, type Ledger } from '../cost/ledger.ts';
import { ceilingNanos, nanosPerUsd, spentNanos } from '../cost/nano-usd.ts';
import type { PricePeriod } from '../cost/price.ts';
import { segmentShare } from '../cost/segment-share.ts';
import { unboundedBy } from '../cost/unbounded.ts';
import { utf8Bytes, worstCaseNanos } from '../cost/worst-case.ts';
import type { Capture } from '../measure/capture.ts';
import type { Measurement } from '../measure/measurement.ts';
import { formatUsd } from '../metrics/format-value.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { outputCap } from '../protocols/output-cap.ts';
import type { Prompt, Protocol, RequestConfig } from '../protocols/protocol.ts';
import type { emit, segment } from './emit.ts';
import { shared } from './shared.ts';
import type { stopRun } from './stopping.ts';

interface BudgetSetup {
  options: Options;
  protocol: Protocol;
  config: RequestConfig;
  /** What the model costs, or why nobody knows. */
  price: PricePeriod[] | string | undefined;
  /** The request that must fit. @default the smallest that this client can make */
  sample?: Prompt;
  /** This client's own, for what is loaded apart would hold copies. */
  emit: typeof emit;
  stop: typeof stopRun;
  segment: typeof segment;
}

export interface Budget {
  /**
   * Reserves the worst case of a request. Gives what is to be called when its reply is there; undefined if it might pass
   * the ceiling and must not be sent. What is never called back, since the run was cut, stays spent.
   */
  reserve(body: string): ((exchange: Measurement, capture: Capture) => void) | undefined;
}

/** @throws LlmError where the ceiling could not hold: the run then does not start */
export function createBudget(setup: BudgetSetup): Budget {
  const { options, protocol, emit, stop, segment } = setup;
  const budgetUsd = options.budgetUsd as number;
  const periods = pricesThatBound(setup, budgetUsd);
  let ledger: Ledger | undefined;

  /** A request whose cost has no bound is as dear as can be: it is refused. */
  const worstOf = (body: string): number => worstCase(periods, protocol, body) ?? Number.MAX_SAFE_INTEGER;

  return {
    reserve(body) {
      const worst = worstOf(body);
      if (shared !== undefined) {
        // k6 tells the segment only when the run is on.
        ledger ??= createLedger(shared, ceilingNanos(budgetUsd * segmentShare(segment())));
        if (!ledger.reserve(worst)) {
          stop('budget');
          return undefined;
        }
      }
      return (exchange, capture) => {
        const usd = toldUsd(exchange, capture);
        emit({ llm_budget_usd: usd ?? worst / nanosPerUsd });
        if (usd !== undefined) ledger?.settle(worst, spentNanos(usd));
      };
    },
  };
}

function worstCase(periods: PricePeriod[], protocol: Protocol, body: string): number | undefined {
  const outputTokens = outputCap(protocol.outputCap, body);
  return outputTokens === undefined ? undefined : worstCaseNanos(periods, { bodyBytes: utf8Bytes(body), outputTokens });
}

/** Looks at one request before any is sent: what has no bound there has none anywhere. */
function pricesThatBound(
  { options, protocol, config, price, sample = { id: '', user: '' } }: BudgetSetup,
  budgetUsd: number,
): PricePeriod[] {
  const refuse = (why: string): LlmError => new LlmError(`LLM_BUDGET_USD=${budgetUsd}: ${why}`);
  if (shared === undefined && !options.budgetSoft)
    throw refuse(
      'without k6-llm’s own extension virtual users cannot share a ceiling; build a k6 that has it with `npx k6-llm build-k6`, or accept with LLM_BUDGET_SOFT=true that it is passed by what is in flight',
    );
  if (price === undefined || typeof price === 'string') throw refuse(`the price must be known, and ${price}`);
  const unbounded = unboundedBy(options.extraBody);
  if (unbounded !== undefined) throw refuse(`${unbounded} in LLM_EXTRA_BODY has no bound by the bytes that are sent`);
  const worst = worstCase(price, protocol, protocol.request(sample, config).body);
  if (worst === undefined)
    throw refuse(
      `each request must cap its output, and those of ${protocol.name} do not as they are set; look at LLM_EXTRA_BODY`,
    );
  if (worst > ceilingNanos(budgetUsd))
    throw refuse(
      `one request to ${config.model} may cost ${formatUsd(worst / nanosPerUsd)}; accepted is more, or a lower LLM_MAX_TOKENS`,
    );
  return price;
}
