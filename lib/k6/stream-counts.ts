import type { StreamCounts } from '../analysis/streams.ts';
import type { Capture } from '../measure/capture.ts';
import type { Measurement } from '../measure/measurement.ts';
import { signsOf, streamSigns } from '../measure/stream-signs.ts';
import { redact } from './redact.ts';
import { shared } from './shared.ts';

/** Counts what a streamed exchange shows of its way, over all virtual users; nothing is counted without our extension. */
export function countSigns(exchange: Measurement, malformed: Capture['malformed'], secrets: string[]): void {
  // What was refused was no stream.
  if (shared === undefined || exchange.status < 200 || exchange.status >= 300) return;
  shared.add('streams', 1);
  const signs = signsOf(exchange);
  for (let i = 0; i < signs.length; i++) shared.add(`streams:${signs[i]}`, 1);
  const { tokensPerChunk, chunks } = exchange;
  if (tokensPerChunk !== undefined) {
    shared.add('streams:tokens', tokensPerChunk * chunks);
    shared.add('streams:chunks', chunks);
  }
  if (malformed.first !== undefined) shared.append('streams:first_malformed', redact(malformed.first, secrets), 1);
}

/** Undefined without our extension, for then nothing was counted. */
export function streamCounts(): StreamCounts | undefined {
  const state = shared;
  if (state === undefined) return undefined;
  return {
    exchanges: state.get('streams'),
    signs: Object.fromEntries(streamSigns.map((sign) => [sign, state.get(`streams:${sign}`)])),
    tokens: state.get('streams:tokens'),
    chunks: state.get('streams:chunks'),
    firstMalformed: state.list('streams:first_malformed')[0],
  };
}
