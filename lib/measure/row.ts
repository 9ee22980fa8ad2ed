import type { AnswerChecks } from './answer-checks.ts';
import type { Measurement } from './measurement.ts';

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
  protocol: string;
  modelAsked: string;
  prompt: string;
}

/**
 * One exchange as one JSON line: the record that every later reading (report, gate, cost, compare) starts from.
 * Names are snake_case with units like the metrics'; `docs/row.md` lists them. Absent fields are left out.
 */
export function rowOf(context: RowContext, m: Measurement, checks: AnswerChecks | undefined): string {
  return JSON.stringify({
    v: rowVersion,
    id: context.id,
    scenario: context.scenario,
    phase: context.phase,
    window: context.window,
    protocol: context.protocol,
    model: context.modelAsked,
    served_model: m.model,
    request_id: m.requestId,
    prompt: context.prompt,
    outcome: m.outcome,
    status: m.status,
    message: m.message,
    finish: m.finish,
    connect_ms: ms(m.connectMs),
    headers_ms: ms(m.headersMs),
    first_frame_ms: ms(m.firstFrameMs),
    first_token_ms: ms(m.firstTokenMs),
    first_answer_token_ms: ms(m.firstAnswerTokenMs),
    last_token_ms: ms(m.lastTokenMs),
    end_ms: ms(m.endMs),
    chunks: m.chunks,
    longest_gap_ms: ms(m.longestGapMs),
    gap_p50_ms: ms(m.gapP50Ms),
    gap_p99_ms: ms(m.gapP99Ms),
    tokens: m.tokens && {
      input: m.tokens.input,
      cached: m.tokens.cached,
      output: m.tokens.output,
      reasoning: m.tokens.reasoning,
      source: m.tokens.source,
    },
    cost_usd: m.costUsd,
    retry_after_s: m.retryAfterSeconds,
    lag_ms: ms(m.lagMs),
    role_only_first: m.roleOnlyFirst || undefined,
    malformed_frames: m.malformedFrames || undefined,
    answer: checks,
  });
}

/** Microseconds are the clock's honest resolution; more digits only fill the disk. */
function ms(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
