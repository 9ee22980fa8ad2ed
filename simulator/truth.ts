import { epochMs } from './clock.ts';
import type { LimitName } from './limits/limiter.ts';
import type { DefectName } from './quality/defects.ts';

/** How an exchange ended, seen from the server. */
export type Outcome =
  | 'ok' // all of the answer was handed over, whatever its shape
  | 'rejected' // an error reply, see `status`
  | 'redirected' // sent on to where the answer will be, see `coldStartReply`
  | 'reset'
  | 'cut'
  | 'closed'
  | 'error_frame'
  | 'client_closed'
  | 'server_closed'; // by close() of the simulator

/**
 * What really happened to one request: the measure by which measurements are judged. Times are milliseconds since
 * `acceptedAt`, with three decimals; what did not happen is absent. `…Written` is taken right before the bytes go to
 * the kernel, so that no client can have read them earlier.
 */
export interface TruthRecord {
  /** The client's `x-request-id`, or one of our own; also in the response header. */
  id: string;
  /** Order of acceptance, from 0; with the seed it decides every draw. */
  index: number;
  api: string;
  /** Milliseconds since 1970, as a float: the request's headers were read. */
  acceptedAt: number;
  streamed: boolean;
  status: number;
  outcome: Outcome;
  fault?: string;
  /** The limit that refused it. */
  limit?: LimitName;
  /** From the refusal until the same request would be let in if no other came; absent: never, or nobody knows. */
  retryMs?: number;
  /** The finish reason that was sent. */
  finish?: string;
  model?: string;
  inputTokens?: number;
  /** Of these, those that the prefix cache knew. */
  cachedTokens?: number;
  /** It found the model not loaded. */
  cold?: boolean;
  /** From then until it was loaded; a request that was held has waited that long. */
  coldWaitMs?: number;
  /** The answer came from the semantic cache. */
  semanticHit?: boolean;
  /** What is bad about the answer. */
  defect?: DefectName;
  /** Tokens handed over, reasoning included. */
  outputTokens: number;
  reasoningTokens?: number;
  /** Content chunks handed over. */
  chunks: number;
  /** The slot was given, and how long the request had waited for it. */
  slotMs?: number;
  queueMs?: number;
  /** Slots taken when it got its own, itself included. */
  activeAtSlot?: number;
  /** First token of either channel; in an answer sent whole it is never on the wire, so `…Written` is absent. */
  firstTokenScheduledMs?: number;
  firstTokenWrittenMs?: number;
  lastTokenScheduledMs?: number;
  lastTokenWrittenMs?: number;
  /** The worst of written − scheduled over all writes: the simulator's own share of any lateness. */
  worstLatenessMs?: number;
  /** The exchange was over. */
  endMs: number;
}

/** A record in the making. */
export interface Truth {
  readonly record: TruthRecord;
  /** `atMs` of the process clock as the record counts it. */
  since(atMs: number): number;
  /** Content was handed over: when it was due, when it went, how many tokens. */
  wrote(scheduledMs: number, writtenMs: number, tokens: number): void;
  /** The same for an answer that goes out whole. */
  wroteWhole(firstTokenMs: number | undefined, scheduledMs: number, writtenMs: number, tokens: number): void;
  /** Ends the record; only the first call counts. */
  settle(outcome: Outcome, atMs: number): void;
}

/** To a microsecond. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

export function createTruth(
  start: { id: string; index: number; api: string; acceptedMs: number },
  onSettled: (record: TruthRecord) => void,
): Truth {
  const record: TruthRecord = {
    id: start.id,
    index: start.index,
    api: start.api,
    acceptedAt: rounded(epochMs(start.acceptedMs)),
    streamed: false,
    status: 0,
    outcome: 'client_closed',
    outputTokens: 0,
    chunks: 0,
    endMs: 0,
  };
  let isSettled = false;
  const since = (atMs: number) => rounded(atMs - start.acceptedMs);

  return {
    record,
    since,
    wrote(scheduledMs, writtenMs, tokens) {
      record.outputTokens += tokens;
      record.chunks += 1;
      record.firstTokenScheduledMs ??= since(scheduledMs);
      record.firstTokenWrittenMs ??= since(writtenMs);
      record.lastTokenScheduledMs = since(scheduledMs);
      record.lastTokenWrittenMs = since(writtenMs);
      record.worstLatenessMs = Math.max(record.worstLatenessMs ?? 0, rounded(writtenMs - scheduledMs));
    },
    wroteWhole(firstTokenMs, scheduledMs, writtenMs, tokens) {
      record.outputTokens = tokens;
      if (firstTokenMs !== undefined) record.firstTokenScheduledMs = since(firstTokenMs);
      record.lastTokenScheduledMs = since(scheduledMs);
      record.lastTokenWrittenMs = since(writtenMs);
      record.worstLatenessMs = rounded(writtenMs - scheduledMs);
    },
    settle(outcome, atMs) {
      if (isSettled) return;
      isSettled = true;
      record.outcome = outcome;
      record.endMs = since(atMs);
      onSettled(record);
    },
  };
}
