import type { Protocol, Tokens } from '../protocols/protocol.ts';
import type { Capture } from './capture.ts';
import type { CountedTokens } from './measurement.ts';

/** Tokens as the endpoint counted them; a cut stream may still have told a running count. Never an estimate. */
export function countTokens(capture: Capture, protocol: Protocol): CountedTokens | undefined {
  // Ours to change: a protocol makes them anew, and copies would cost as much as all else here.
  const tokens: Partial<CountedTokens> = withoutContradiction(protocol.usage(capture.usage, capture.extra) ?? {});
  const running = capture.counts?.last;
  // Where something was generated, a count of 0 is none: the server did not count.
  if (tokens.output === 0 && capture.pieces !== undefined) delete tokens.output;
  // Running usage of a stream that was cut: its total never came.
  const isCut = capture.finish === undefined && tokens.output === running;
  tokens.source = 'usage';
  if (running !== undefined && (tokens.output === undefined || isCut)) {
    tokens.output = running;
    tokens.source = 'exact';
  }
  return isAnyTold(tokens) ? (tokens as CountedTokens) : undefined;
}

function isAnyTold(tokens: Tokens): boolean {
  for (const name in tokens) if (name !== 'source') return true;
  return false;
}

/** Of a part and a smaller whole one is wrong, and nobody knows which: neither is a count. */
function withoutContradiction(tokens: Tokens): Tokens {
  const { input, cached = 0, cacheWrite = 0, output, reasoning = 0 } = tokens;
  if (input !== undefined && (cached > input || cacheWrite > input)) forget(tokens, ['input', 'cached', 'cacheWrite']);
  if (output !== undefined && reasoning > output) forget(tokens, ['output', 'reasoning']);
  return tokens;
}

function forget(tokens: Tokens, keys: (keyof Tokens)[]): void {
  for (const key of keys) delete tokens[key];
}

/** Reasoning tokens that were not streamed: they were made before the first token and came in no chunk. */
export function hiddenTokens({ channels }: Capture, tokens: CountedTokens | undefined): number {
  return channels.reasoning === undefined ? (tokens?.reasoning ?? 0) : 0;
}

/**
 * (last − first) ÷ tokens after the first, in milliseconds. Where the stream tells a running count, the tokens of the
 * first chunk are known and left out. Hidden tokens do not count here.
 */
export function timePerOutputToken(capture: Capture, tokens: CountedTokens | undefined): number | undefined {
  const { pieces, counts } = capture;
  if (!pieces || pieces.count < 2) return undefined;
  const output = tokens?.output ?? 0;
  const after = counts ? counts.last - counts.first : output - hiddenTokens(capture, tokens) - 1;
  return after > 0 ? (pieces.last - pieces.first) / after : undefined;
}

/**
 * Output tokens of a chunk, hidden ones left out. By the running count where there is one: of the chunks after the first,
 * for what was counted at the first may be more than came in it.
 */
export function tokensPerChunk(capture: Capture, tokens: CountedTokens | undefined): number | undefined {
  const { pieces, counts } = capture;
  if (!pieces) return undefined;
  const isCounted = counts !== undefined && pieces.count > 1;
  const came = isCounted ? counts.last - counts.first : (tokens?.output ?? 0) - hiddenTokens(capture, tokens);
  return came > 0 ? came / (isCounted ? pieces.count - 1 : pieces.count) : undefined;
}
