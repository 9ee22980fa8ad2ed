import type { Finish } from '../protocols/protocol.ts';
import type { AnswerChecks } from './answer-checks.ts';
import type { Measurement, Outcome } from './measurement.ts';

/** Raised when a field is renamed, removed or changes its meaning; added fields do not count. */
export const rowVersion = 1;

/** What an exchange was part of. */
export interface RowContext {
  /** Unique in the run, on any number of machines. */
  id: string;
  scenario: string;
  phase: 'warmup' | 'measured';
  /** The step or slice of the load in which it started; absent where the load has none. */
  window?: number | undefined;
  /** Milliseconds since the scenario's start. */
  startMs: number;
  /** When our own schedule wanted it, on the same clock; absent where k6 drives the arrivals. */
  intendedMs?: number | undefined;
  protocol: string;
  modelAsked: string;
  prompt: string;
  /** What a scenario wants to know of its exchanges later: the turn of a talk, cold or warm, fresh or repeated. */
  labels?: Labels | undefined;
}

export type Labels = Record<string, string | number | boolean>;

/** The row as it is read back. Undefined and missing are the same. */
export interface Row {
  v: number;
  id: string;
  scenario: string;
  phase: 'warmup' | 'measured';
  window?: number | undefined;
  start_ms: number;
  intended_ms?: number | undefined;
  protocol: string;
  model: string;
  served_model?: string | undefined;
  service_tier?: string | undefined;
  request_id?: string | undefined;
  prompt: string;
  labels?: Labels | undefined;
  outcome: Outcome;
  status: number;
  message?: string | undefined;
  finish?: Finish | undefined;
  connect_ms?: number | undefined;
  headers_ms?: number | undefined;
  first_frame_ms?: number | undefined;
  first_token_ms?: number | undefined;
  first_answer_token_ms?: number | undefined;
  first_tool_call_ms?: number | undefined;
  last_token_ms?: number | undefined;
  finish_ms?: number | undefined;
  end_ms: number;
  chunks: number;
  longest_gap_ms?: number | undefined;
  gap_p50_ms?: number | undefined;
  gap_p99_ms?: number | undefined;
  time_per_output_token_ms?: number | undefined;
  tokens?:
    | {
        input?: number | undefined;
        cached?: number | undefined;
        cache_write?: number | undefined;
        output?: number | undefined;
        reasoning?: number | undefined;
        source: 'usage' | 'exact';
      }
    | undefined;
  cost_usd?: number | undefined;
  retry_after_s?: number | undefined;
  load_ms?: number | undefined;
  server_times_ms?: Record<string, number> | undefined;
  cache?: 'hit' | 'miss' | undefined;
  lag_ms?: number | undefined;
  role_only_first?: boolean | undefined;
  malformed_frames?: number | undefined;
  answer?: AnswerChecks | undefined;
}

/**
 * One exchange as the values of its row, in the order of `rowFields` (row-fields.ts): the record that every later reading
 * (report, gate, cost, compare) starts from; docs/row.md lists it. An array and no object with names, for making an
 * object of forty fields is most of what a row costs in k6.
 */
export function rowValues(context: RowContext, m: Measurement, checks: AnswerChecks | undefined): unknown[] {
  return [
    rowVersion,
    context.id,
    context.scenario,
    context.phase,
    context.window,
    context.startMs,
    context.intendedMs,
    context.protocol,
    context.modelAsked,
    m.model,
    m.serviceTier,
    m.requestId,
    context.prompt,
    context.labels,
    m.outcome,
    m.status,
    m.message,
    m.finish,
    m.connectMs,
    m.headersMs,
    m.firstFrameMs,
    m.firstTokenMs,
    m.firstAnswerTokenMs,
    m.firstToolCallMs,
    m.lastTokenMs,
    m.finishMs,
    m.endMs,
    m.chunks,
    m.longestGapMs,
    m.gapP50Ms,
    m.gapP99Ms,
    m.timePerOutputTokenMs,
    m.tokens && {
      input: m.tokens.input,
      cached: m.tokens.cached,
      cache_write: m.tokens.cacheWrite,
      output: m.tokens.output,
      reasoning: m.tokens.reasoning,
      source: m.tokens.source,
    },
    m.costUsd,
    m.retryAfterSeconds,
    m.loadMs,
    m.serverTimesMs,
    m.cache,
    m.lagMs,
    m.roleOnlyFirst || undefined,
    m.malformedFrames || undefined,
    checks,
  ];
}
