import type { Finish, Tokens } from '../protocols/protocol.ts';

/** How an exchange ended, a closed set. Only `ok` gives latency samples. */
export const outcomes = [
  'ok',
  'rate_limited', // 429
  'quota', // out of money or of a daily allowance: retrying cannot help
  'overloaded', // 503, 529, 498: the endpoint says that it has too much to do
  'auth', // 401, 403
  'bad_request', // 400, 404, 413, 422: our request is wrong
  'http_error', // any other HTTP error
  'timeout', // the whole request took longer than allowed
  'idle_timeout', // the stream fell silent
  'network', // no connection, or it broke
  'stream_error', // an error told inside a reply with status 200
  'truncated', // the stream ended without a finish reason
  'not_streamed', // one JSON reply to a request that asked to stream; its tokens and cost still count
  'empty', // a finish reason, and nothing generated
  'malformed', // a reply that is not the API's, or that cannot be decoded
  'interrupted', // we ended it: Ctrl-C, abort, end of gracefulStop; recorded by the extension, never in JS
] as const;

export type Outcome = (typeof outcomes)[number];

/** One exchange with its meaning. Times are milliseconds since the call. What was not seen is absent, never 0. */
export interface Measurement {
  outcome: Outcome;
  /** HTTP status, 0 when no response came. */
  status: number;
  /** The endpoint's or the transport's own words about a failure, shortened, free of secrets. */
  message?: string;
  finish?: Finish;
  /** The model that answered, as it names itself. */
  model?: string;
  /** The tier of service that answered, as the endpoint names it: it may cost another price than the one asked for. */
  serviceTier?: string;
  /** The endpoint's own name for the exchange, as its support asks for it. */
  requestId?: string;
  connectMs?: number;
  headersMs?: number;
  firstFrameMs?: number;
  /** First non-empty piece on any channel: text, reasoning, tool call or refusal. Only of a streamed reply. */
  firstTokenMs?: number;
  /** The same without reasoning: what a user sees as the answer. */
  firstAnswerTokenMs?: number;
  /** First piece of a tool call: its name, or its first arguments. */
  firstToolCallMs?: number;
  lastTokenMs?: number;
  /** The frame that told why the generation ended; it may bring the last token, or come after it. */
  finishMs?: number;
  endMs: number;
  /** Frames that brought at least one piece. */
  chunks: number;
  longestGapMs?: number;
  gapP50Ms?: number;
  gapP99Ms?: number;
  tokens?: CountedTokens;
  /** (last − first token) ÷ tokens after the first; absent below two tokens or where the count is not exact. */
  timePerOutputTokenMs?: number;
  /** Output tokens of a chunk, hidden ones left out; absent where their number is not exact. */
  tokensPerChunk?: number;
  /** Reasoning tokens that were not streamed, if any: the silence before the first token. */
  hiddenTokens?: number;
  /** US dollars; absent when the price or the tokens are unknown. */
  costUsd?: number;
  retryAfterSeconds?: number;
  /** How long loading the model took, as the server itself says. */
  loadMs?: number;
  /** The endpoint's own times by its own names, in milliseconds, where it tells any (Ollama). */
  serverTimesMs?: Record<string, number>;
  /** Whether a cache of answers in front of the model gave this one, as a header says. */
  cache?: 'hit' | 'miss';
  /** Where a redirect sends us; never recorded, for its query may be a key. */
  location?: string;
  /** The client's own worst lateness during the exchange; absent with transports that cannot tell. */
  lagMs?: number;
  /** What was generated, by channel; kept for the checks, never recorded. */
  text: Record<string, string>;
  reused: boolean;
  comments: number;
  /** The first frame held no token, such as a role alone. */
  roleOnlyFirst: boolean;
  /** Frames that could not be read. */
  malformedFrames: number;
}

/** `usage`: the endpoint's own count; `exact`: a running count in the stream, whose total never came. */
export interface CountedTokens extends Tokens {
  source: 'usage' | 'exact';
}
