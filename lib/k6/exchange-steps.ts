import type { ThresholdPreset } from '../../thresholds/presets.ts';
import { type PricePeriod, priceIn } from '../cost/price.ts';
import type { Window } from '../load/load-shape.ts';
import { windowAt } from '../load/window.ts';
import { type AnswerChecks, checkAnswer } from '../measure/answer-checks.ts';
import type { Capture } from '../measure/capture.ts';
import { type MeasureContext, measure } from '../measure/measure.ts';
import type { Measurement } from '../measure/measurement.ts';
import { type RowContext, rowValues } from '../measure/row.ts';
import { samplesOf } from '../metrics/samples.ts';
import type { Options } from '../options/table.ts';
import type { HttpRequest, Prompt, Protocol } from '../protocols/protocol.ts';
import type { Exchange, ExchangeNotes, ExchangePlace } from './client.ts';
import { collectRow } from './collected-rows.ts';
import { check, emit, emitExchange, iteration, rowText, segment, tag } from './emit.ts';
import { redactWords, secretsOf } from './redact.ts';
import { reportFirst } from './report-first.ts';
import { requestConfig } from './request-config.ts';
import { shared } from './shared.ts';
import { anySucceeded, enterExchange, leaveExchange, stopOnRefusal, stopRun } from './stopping.ts';
import type { ExchangeLimits } from './transports/transport.ts';

/** What a run is to its exchanges. */
export interface StepsSetup {
  options: Options;
  protocol: Protocol;
  apiKey: string | undefined;
  /** The transport sees the pieces of a stream arrive. */
  streams: boolean;
  windows: Window[];
  goodput: ThresholdPreset['goodput'];
  /** By the name of the model; a text says why there is none. */
  prices: Record<string, PricePeriod[] | string>;
  /** Keep the rows in memory for analyses at the end of the run. */
  collectRows: boolean;
  watch: 'saturation' | undefined;
  /** Makes the object that an exchange becomes, where there is a lighter one than `{}`. */
  blank?: (() => object) | undefined;
}

/** An exchange that was begun. */
export interface Begun {
  request: HttpRequest;
  /** What this exchange is part of, for its row. */
  context: RowContext;
  prompt: Prompt;
  settle: ((exchange: Measurement, capture: Capture) => void) | undefined;
}

/**
 * The way of one request, protocol → transport → measure → metrics and row, in the steps between which one waits for the
 * reply, or asks the scenario what it says of it. Whoever begins an exchange leaves it (`leaveExchange`), whatever
 * becomes of it.
 */
export interface ExchangeSteps {
  limits: ExchangeLimits;
  /**
   * Undefined when the run is stopping and nothing may be sent any more.
   *
   * @param number of the exchange among those of its virtual user
   */
  begin(prompt: Prompt, place: ExchangePlace, number: number): Begun | undefined;
  measure(begun: Begun, capture: Capture): Exchange;
  record(begun: Begun, exchange: Exchange, notes: ExchangeNotes): void;
}

export function exchangeSteps(setup: StepsSetup): ExchangeSteps {
  const { options, protocol, apiKey, streams, windows, goodput, prices, collectRows } = setup;
  const streamAsked = options.stream && streams;
  const config = requestConfig(options, apiKey, streamAsked);
  const secrets = secretsOf(options, apiKey);
  const name = (!streamAsked && protocol.unstreamedPath) || protocol.path;
  const price = prices[options.model];
  const periods = typeof price === 'string' ? undefined : price;
  const measured: MeasureContext = { protocol, streamAsked, nowMs: 0, blank: setup.blank };
  // Without state that all virtual users share nobody counts.
  const countSigns = shared && require('./stream-counts.ts').countSigns;
  const watch = setup.watch && require('./watch-saturation.ts').watchSaturation(setup);
  const budget =
    options.budgetUsd === undefined
      ? undefined
      : require('./budget.ts').createBudget({ options, protocol, config, price, emit, stop: stopRun, segment });

  function beginEntered(prompt: Prompt, { intendedMs, aside, movedTo }: ExchangePlace, number: number) {
    const { scenario, sinceStartMs: startMs, vu } = iteration();
    // One that is late belongs where it was due, or what was offered there would be missing and the last be nowhere.
    const dueMs = intendedMs ?? startMs;
    const phase: RowContext['phase'] = aside || dueMs < options.warmupMs ? 'warmup' : 'measured';
    const window = windowAt(windows, dueMs)?.index;
    // They last, so each exchange sets its own.
    tag({ phase, window: window === undefined ? undefined : String(window) });
    const asked = protocol.request(prompt, config);
    const settle = budget?.reserve(asked.body);
    if (budget !== undefined && settle === undefined) return undefined;
    emit({ llm_started: 1 });

    const request = movedTo === undefined ? asked : { ...asked, ...movedTo };
    // What a request asks for is in its body, and one that only fetches has none.
    if (request.method === 'GET') request.body = '';
    const context: RowContext = {
      id: `${vu}-${number}`,
      scenario,
      phase,
      window,
      startMs,
      intendedMs,
      protocol: protocol.name,
      modelAsked: options.model,
      prompt: prompt.id,
    };
    return { request, context, prompt, settle };
  }

  return {
    limits: { timeoutMs: options.timeoutMs, idleTimeoutMs: options.idleTimeoutMs, name },

    begin(prompt, place, number) {
      if (!enterExchange()) return undefined;
      let begun: Begun | undefined;
      try {
        begun = beginEntered(prompt, place, number);
      } finally {
        if (begun === undefined) leaveExchange();
      }
      return begun;
    },

    measure({ request, prompt, settle }, capture) {
      measured.nowMs = Date.now();
      measured.price = periods && priceIn(periods, measured.nowMs);
      const exchange: Exchange = measure(capture, measured);
      settle?.(exchange, capture);
      // One model or region may be closed to a key that works; only a key that never worked is a refused one.
      if (exchange.outcome === 'auth' && exchange.status === 403 && anySucceeded()) exchange.outcome = 'http_error';
      redactWords(exchange, secrets);
      exchange.checks = checkAnswer(exchange, prompt, options.tokenBudget);
      exchange.url = request.url;
      exchange.reply = capture;
      return exchange;
    },

    record({ context }, exchange, { labels, notYet }) {
      const { checks } = exchange;
      const isAnswer = notYet !== true;
      // Whoever reads rows later must not take it for a failure: lib/measure/judged-row.ts.
      context.labels = isAnswer ? labels : { ...labels, not_yet: true };
      const row = rowText(rowValues(context, exchange, checks));
      // The row travels as metadata of this one point, so k6's own output is the only record there is.
      emit({ llm_requests: 1 }, { tags: { outcome: exchange.outcome }, metadata: { row } });
      if (collectRows) collectRow(row);
      if (isAnswer && context.phase === 'measured') judge(exchange, checks, context);
      if (isAnswer) reportFirst(exchange);
      stopOnRefusal(exchange);
    },
  };

  /** All that is said of an exchange besides its row. */
  function judge(
    exchange: Exchange,
    checks: AnswerChecks | undefined,
    { startMs, intendedMs, window }: RowContext,
  ): void {
    const { status, reply } = exchange;
    const latenessMs = intendedMs === undefined ? undefined : Math.max(0, startMs - intendedMs);
    emitExchange(samplesOf(exchange, latenessMs, goodput && isGood(exchange, goodput), checks && allHold(checks)));
    if (status !== 0) emit({ llm_response_status: 1 }, { tags: { status: String(status) } });
    checkExchange(exchange, checks);
    if (streamAsked) countSigns?.(exchange, (reply as Capture).malformed, secrets);
    if (window !== undefined) watch?.(exchange, window);
  }
}

const allHold = (checks: AnswerChecks): boolean => Object.values(checks).every(Boolean);

/** Undefined where no first token was measured: then it cannot be told. */
function isGood(exchange: Measurement, limits: NonNullable<ThresholdPreset['goodput']>): boolean | undefined {
  if (exchange.outcome !== 'ok') return false;
  if (exchange.firstTokenMs === undefined) return undefined;
  return exchange.firstTokenMs <= limits.firstTokenMs && exchange.endMs <= limits.endMs;
}

function checkExchange(exchange: Measurement, checks: AnswerChecks | undefined): void {
  const asserted: Record<string, boolean> = { 'status is 200': exchange.status === 200 };
  if (checks !== undefined) {
    asserted['has content'] = checks.has_content;
    if (checks.within_budget !== undefined) asserted['within token budget'] = checks.within_budget;
    if (checks.expected !== undefined) asserted['holds the expected answer'] = checks.expected;
  }
  check(asserted);
}
