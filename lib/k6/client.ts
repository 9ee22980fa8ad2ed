import { type Checkers, check } from 'k6';
import type { ThresholdPreset } from '../../thresholds/presets.ts';
import { type PricePeriod, priceIn } from '../cost/price.ts';
import type { Window } from '../load/load-shape.ts';
import { windowAt } from '../load/window.ts';
import { type AnswerChecks, checkAnswer } from '../measure/answer-checks.ts';
import type { Capture } from '../measure/capture.ts';
import { measure } from '../measure/measure.ts';
import type { Measurement } from '../measure/measurement.ts';
import { type Labels, rowValues } from '../measure/row.ts';
import { samplesOf } from '../metrics/samples.ts';
import type { Options } from '../options/table.ts';
import type { HttpRequest, Prompt, Protocol, RequestConfig } from '../protocols/protocol.ts';
import { collectRow } from './collected-rows.ts';
import { emit, iteration, rowText, tag } from './emit.ts';
import { redactWords, secretsOf } from './redact.ts';
import { reportFirst } from './report-first.ts';
import { anySucceeded, enterExchange, leaveExchange, stopOnRefusal, stopRun } from './stopping.ts';
import { countSigns } from './stream-counts.ts';
import type { Transport } from './transports/transport.ts';

/** One exchange: what was measured, what the checks say of the answer. */
export interface Exchange extends Measurement {
  checks?: AnswerChecks | undefined;
  /** Headers and body as they came, for what few scenarios look for in them; never recorded. */
  reply?: Pick<Capture, 'headers' | 'body'>;
  /** Where it was sent; never recorded, for its query may be a key. */
  url?: string;
}

export interface ClientSetup {
  options: Options;
  protocol: Protocol;
  apiKey: string | undefined;
  transport: Transport;
  windows: Window[];
  goodput: ThresholdPreset['goodput'];
  /** By the name of the model; a text says why there is none. */
  prices: Record<string, PricePeriod[] | string>;
  /** Keep the rows in memory for analyses at the end of the run. */
  collectRows: boolean;
  /** Sees each measured exchange as it ends, with the index of its window. */
  watch: ((exchange: Measurement, window: number) => void) | undefined;
}

export interface Client {
  /**
   * Sends one prompt and measures the answer. Undefined when the run is stopping and nothing may be sent any more.
   * Call it from VU code only.
   */
  complete(prompt: Prompt, about?: ExchangeContext): Exchange | undefined;
}

/** What a scenario knows of an exchange that nobody else does. */
export interface ExchangeContext {
  /** Kept in the row, for the scenario's own analysis; a function where they depend on the answer. */
  labels?: Labels | ((exchange: Exchange) => Labels | undefined);
  /** When our own schedule wanted it to start, milliseconds since the scenario's start: its phase and window are of then. */
  intendedMs?: number;
  /** Part of the scenario's set-up, as a warm-up is: sent and recorded, judged by nothing. */
  aside?: boolean;
  /**
   * Whether an answer is no answer yet, but what the scenario waits out and asks again after: recorded by its outcome,
   * and judged by nothing either, since it is the time until the answer that counts.
   */
  notYet?: (exchange: Exchange) => boolean;
  /** Where the endpoint has sent us on to, in place of its usual path. */
  movedTo?: Pick<HttpRequest, 'method' | 'url'>;
}

/** Of this virtual user, whichever of its clients makes them. */
let exchanges = 0;

/** The way of one request: protocol → transport → measure → metrics and row. */
export function createClient(setup: ClientSetup): Client {
  const { options, protocol, apiKey, transport, windows, goodput, prices, collectRows, watch } = setup;
  const streamAsked = options.stream && transport.streams;
  const config = requestConfig(options, apiKey, streamAsked);
  const secrets = secretsOf(options, apiKey);
  const name = (!streamAsked && protocol.unstreamedPath) || protocol.path;
  const limits = { timeoutMs: options.timeoutMs, idleTimeoutMs: options.idleTimeoutMs, name };
  const price = prices[options.model];
  const periods = typeof price === 'string' ? undefined : price;
  const budget =
    options.budgetUsd === undefined
      ? undefined
      : require('./budget.ts').createBudget({ options, protocol, config, price, emit, stop: stopRun });

  return {
    complete(prompt, { labels, intendedMs, aside = false, notYet, movedTo } = {}) {
      if (!enterExchange()) return undefined;
      try {
        const { scenario, sinceStartMs: startMs, vu } = iteration();
        // One that is late belongs where it was due, or what was offered there would be missing and the last be nowhere.
        const dueMs = intendedMs ?? startMs;
        const phase = aside || dueMs < options.warmupMs ? 'warmup' : 'measured';
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
        const capture = transport.exchange(request, limits, protocol);
        const nowMs = Date.now();
        const pricedAt = periods && priceIn(periods, nowMs);
        const exchange: Exchange = measure(capture, { protocol, streamAsked, nowMs, price: pricedAt });
        settle?.(exchange, capture);
        // One model or region may be closed to a key that works; only a key that never worked is a refused one.
        if (exchange.outcome === 'auth' && exchange.status === 403 && anySucceeded()) exchange.outcome = 'http_error';
        redactWords(exchange, secrets);
        const checks = checkAnswer(exchange, prompt, options.tokenBudget);
        exchange.checks = checks;
        exchange.url = request.url;
        exchange.reply = capture;
        const isAnswer = notYet?.(exchange) !== true;
        const judged = isAnswer && phase === 'measured';
        const told = typeof labels === 'function' ? labels(exchange) : labels;

        const context = {
          id: `${vu}-${exchanges++}`,
          scenario,
          phase,
          window,
          startMs,
          intendedMs,
          // Whoever reads rows later must not take it for a failure: lib/measure/judged-row.ts.
          labels: isAnswer ? told : { ...told, not_yet: true },
          protocol: protocol.name,
          modelAsked: options.model,
          prompt: prompt.id,
        } as const;
        const row = rowText(rowValues(context, exchange, checks));
        // The row travels as metadata of this one point, so k6's own output is the only record there is.
        emit({ llm_requests: 1 }, { tags: { outcome: exchange.outcome }, metadata: { row } });
        if (collectRows) collectRow(row);
        if (judged) {
          const samples = samplesOf(exchange);
          if (intendedMs !== undefined) samples.llm_start_lateness = Math.max(0, startMs - intendedMs);
          samples.llm_goodput = goodput && asRate(isGood(exchange, goodput));
          samples.llm_answer_ok = checks && asRate(Object.values(checks).every(Boolean));
          emit(samples);
          const { status } = exchange;
          if (status !== 0) emit({ llm_response_status: 1 }, { tags: { status: String(status) } });
          checkExchange(exchange, checks);
        }
        if (judged && streamAsked) countSigns(exchange, capture.malformed, secrets);
        if (judged && window !== undefined) watch?.(exchange, window);
        if (isAnswer) reportFirst(exchange);
        stopOnRefusal(exchange);
        return exchange;
      } finally {
        leaveExchange();
      }
    },
  };
}

export function requestConfig(options: Options, apiKey: string | undefined, stream: boolean): RequestConfig {
  const { baseUrl, model, maxTokens, maxTokensField, temperature, extraBody, extraHeaders } = options;
  return {
    baseUrl,
    model,
    maxTokens,
    stream,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(maxTokensField === 'auto' ? {} : { maxTokensField }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(extraBody === undefined ? {} : { extraBody }),
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
  };
}

function asRate(holds: boolean | undefined): number | undefined {
  return holds === undefined ? undefined : Number(holds);
}

/** Undefined where no first token was measured: then it cannot be told. */
function isGood(exchange: Measurement, limits: NonNullable<ThresholdPreset['goodput']>): boolean | undefined {
  if (exchange.outcome !== 'ok') return false;
  if (exchange.firstTokenMs === undefined) return undefined;
  return exchange.firstTokenMs <= limits.firstTokenMs && exchange.endMs <= limits.endMs;
}

/** k6's own checks, so that they show wherever k6 shows checks. */
function checkExchange(exchange: Measurement, checks: AnswerChecks | undefined): void {
  const asserted: Record<string, boolean> = { 'status is 200': exchange.status === 200 };
  if (checks !== undefined) {
    asserted['has content'] = checks.has_content;
    if (checks.within_budget !== undefined) asserted['within token budget'] = checks.within_budget;
    if (checks.expected !== undefined) asserted['holds the expected answer'] = checks.expected;
  }
  // k6 takes values as well as functions, which cost a call each; its types know functions only.
  check(exchange, asserted as unknown as Checkers<Measurement>);
}
