import { costUsd } from '../cost/cost.ts';
import type { Price } from '../cost/price.ts';
import { retryAfterSeconds } from '../limits/retry-after.ts';
import type { Finish, Protocol } from '../protocols/protocol.ts';
import { answerCache } from './answer-cache.ts';
import type { Capture } from './capture.ts';
import type { Measurement } from './measurement.ts';
import { outcomeOf } from './outcome.ts';
import { countTokens, hiddenTokens, timePerOutputToken, tokensPerChunk } from './tokens.ts';

/** What the measuring must know beyond the reply. */
export interface MeasureContext {
  protocol: Protocol;
  /** The request asked for a stream. */
  streamAsked: boolean;
  /** Milliseconds since the epoch, for a Retry-After that is a date. */
  nowMs: number;
  price?: Price | undefined;
  /** Makes the object that is filled, where there is a lighter one than `{}`. */
  blank?: (() => object) | undefined;
}

/** One exchange as seen → one exchange as meant. Never throws, whatever the endpoint sent. */
export function measure(capture: Capture, context: MeasureContext): Measurement {
  const { protocol, streamAsked } = context;
  const inStream = capture.body === undefined;
  const { outcome, message } = outcomeOf(capture, protocol, streamAsked);
  const tokens = countTokens(capture, protocol);
  const price = costUsd(tokens, context.price);
  const refusal = capture.status >= 300 ? capture.body : capture.error;
  const retryAfter = retryAfterSeconds(capture.headers, context.nowMs, refusal);
  const { timings, pieces } = capture;

  const measurement = (context.blank?.() ?? {}) as Measurement;
  measurement.outcome = outcome;
  measurement.status = capture.status;
  measurement.endMs = timings.end;
  measurement.chunks = pieces?.count ?? 0;
  measurement.text = capture.text ?? {};
  measurement.reused = capture.reused;
  measurement.comments = capture.comments;
  // Anthropic's first frame also tells the usage; that it came in an earlier read than a token says as much.
  measurement.roleOnlyFirst =
    capture.roleOnlyFirst || (pieces !== undefined && (timings.firstFrame ?? pieces.first) < pieces.first);
  measurement.malformedFrames = capture.malformed.n;
  const connect = (timings.connect ?? 0) + (timings.tls ?? 0);
  if (connect > 0) measurement.connectMs = connect;
  if (timings.headers !== undefined) measurement.headersMs = timings.headers;
  if (timings.firstFrame !== undefined) measurement.firstFrameMs = timings.firstFrame;
  if (timings.finishFrame !== undefined) measurement.finishMs = timings.finishFrame;
  // The pieces of a body that came whole have no arrival of their own: a first token is never estimated.
  if (inStream && pieces) {
    measurement.firstTokenMs = pieces.first;
    measurement.lastTokenMs = pieces.last;
    const answer = firstAnswer(capture);
    if (answer !== undefined) measurement.firstAnswerTokenMs = answer;
    const { tool } = capture.channels;
    if (tool !== undefined) measurement.firstToolCallMs = tool.first;
    if (pieces.longestGap !== undefined) measurement.longestGapMs = pieces.longestGap;
    if (pieces.gapP50 !== undefined) measurement.gapP50Ms = pieces.gapP50;
    if (pieces.gapP99 !== undefined) measurement.gapP99Ms = pieces.gapP99;
    const perToken = timePerOutputToken(capture, tokens);
    if (perToken !== undefined) measurement.timePerOutputTokenMs = perToken;
    const perChunk = tokensPerChunk(capture, tokens);
    if (perChunk !== undefined) measurement.tokensPerChunk = perChunk;
    const hidden = hiddenTokens(capture, tokens);
    if (hidden > 0) measurement.hiddenTokens = hidden;
  }
  if (message !== undefined) measurement.message = message;
  if (capture.finish !== undefined) measurement.finish = finishOf(capture, protocol);
  const requestId = requestIdOf(capture.headers);
  if (requestId !== undefined) measurement.requestId = requestId;
  if (capture.model !== undefined) measurement.model = capture.model.slice(0, 200);
  const tier = tierOf(capture.extra.service_tier);
  if (tier !== undefined) measurement.serviceTier = tier;
  if (tokens !== undefined) measurement.tokens = tokens;
  if (price !== undefined) measurement.costUsd = price;
  if (retryAfter !== undefined) measurement.retryAfterSeconds = retryAfter;
  if (tokens?.loadMs !== undefined) measurement.loadMs = tokens.loadMs;
  const serverTimesMs = protocol.serverTimesMs?.(capture.extra);
  if (serverTimesMs !== undefined) measurement.serverTimesMs = serverTimesMs;
  const cache = answerCache(capture.headers);
  if (cache !== undefined) measurement.cache = cache;
  const { Location: location } = capture.headers;
  if (location !== undefined && capture.status >= 300 && capture.status < 400) measurement.location = location;
  if (capture.lag !== undefined) measurement.lagMs = capture.lag;
  return measurement;
}

/** Names in Go's canonical case, as all headers of a capture have it. */
function requestIdOf(headers: Record<string, string>): string | undefined {
  const id =
    headers['X-Request-Id'] ??
    headers['Request-Id'] ??
    headers['Apim-Request-Id'] ??
    headers['X-Generation-Id'] ??
    headers['X-Amzn-Requestid'];
  return id?.slice(0, 200);
}

/** Of raw JSON. */
function tierOf(raw: string | undefined): string | undefined {
  return raw?.[0] === '"' ? raw.slice(1, -1).slice(0, 200) : undefined;
}

/** Gemini and Ollama say that it stopped, whatever it stopped with; others end a call that was forced so. */
function finishOf({ finish = '', lastChannels }: Capture, protocol: Protocol): Finish {
  const why = protocol.finish(finish);
  return why === 'stop' && lastChannels.includes('tool') ? 'tool' : why;
}

function firstAnswer({ channels, pieces }: Capture): number | undefined {
  if (channels.reasoning === undefined) return pieces?.first;
  let first: number | undefined;
  for (const name in channels) {
    if (name === 'reasoning') continue;
    const at = channels[name]?.first;
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}
