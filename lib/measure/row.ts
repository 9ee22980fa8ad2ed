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
  cache?: 'hit' | 'miss' | undefined;
  lag_ms?: number | undefined;
  role_only_first?: boolean | undefined;
  malformed_frames?: number | undefined;
  answer?: AnswerChecks | undefined;
}

/**
 * One exchange as one JSON line: the record that every later reading (report, gate, cost, compare) starts from.
 * Names are snake_case with units like the metrics'; `docs/row.md` lists them. Absent fields are left out.
 */
export function rowOf(context: RowContext, m: Measurement, checks: AnswerChecks | undefined): string {
  const row: Row = {
    v: rowVersion,
    id: context.id,
    scenario: context.scenario,
    phase: context.phase,
    window: context.window,
    start_ms: rounded(context.startMs),
    intended_ms: ms(context.intendedMs),
    protocol: context.protocol,
    model: context.modelAsked,
    served_model: m.model,
    service_tier: m.serviceTier,
    request_id: m.requestId,
    prompt: context.prompt,
    labels: context.labels,
    outcome: m.outcome,
    status: m.status,
    message: m.message,
    finish: m.finish,
    connect_ms: ms(m.connectMs),
    headers_ms: ms(m.headersMs),
    first_frame_ms: ms(m.firstFrameMs),
    first_token_ms: ms(m.firstTokenMs),
    first_answer_token_ms: ms(m.firstAnswerTokenMs),
    first_tool_call_ms: ms(m.firstToolCallMs),
    last_token_ms: ms(m.lastTokenMs),
    finish_ms: ms(m.finishMs),
    end_ms: rounded(m.endMs),
    chunks: m.chunks,
    longest_gap_ms: ms(m.longestGapMs),
    gap_p50_ms: ms(m.gapP50Ms),
    gap_p99_ms: ms(m.gapP99Ms),
    time_per_output_token_ms: ms(m.timePerOutputTokenMs),
    tokens: m.tokens && {
      input: m.tokens.input,
      cached: m.tokens.cached,
      cache_write: m.tokens.cacheWrite,
      output: m.tokens.output,
      reasoning: m.tokens.reasoning,
      source: m.tokens.source,
    },
    cost_usd: m.costUsd,
    retry_after_s: m.retryAfterSeconds,
    load_ms: ms(m.loadMs),
    cache: m.cache,
    lag_ms: ms(m.lagMs),
    role_only_first: m.roleOnlyFirst || undefined,
    malformed_frames: m.malformedFrames || undefined,
    answer: checks,
  };
  return JSON.stringify(row);
}

function ms(value: number | undefined): number | undefined {
  return value === undefined ? undefined : rounded(value);
}

/** Microseconds are the clock's honest resolution; more digits only fill the disk. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
