import type { Measurement } from './measurement.ts';

/** What a streamed exchange shows of the way on which it came, in the order in which it is told. */
export const streamSigns = [
  'not_streamed', // one reply to a request that asked to stream
  'burst', // all at once at the end: something on the way holds the stream back
  'stalled', // silent for long in mid-answer
  'no_usage', // an answer that does not tell its tokens
  'malformed', // frames that cannot be read
  'keep_alives', // comments that only keep the connection open
  'role_only_first', // a first frame without a token; whoever takes it for one measures too little
] as const;

export type StreamSign = (typeof streamSigns)[number];

export const stall = { longerThanMs: 1000, timesTheMedianGap: 10 };

/**
 * Pieces of one read have one arrival. So many of them, half of which came together with the one before, within so small a
 * share of the time at its end: nobody generates like that.
 */
export const burst = { leastChunks: 5, mostMedianGapMs: 0.05, mostShareOfTime: 0.1 };

export function signsOf(m: Measurement): StreamSign[] {
  const signs: StreamSign[] = [];
  if (m.outcome === 'not_streamed') signs.push('not_streamed');
  if (isBurst(m)) signs.push('burst');
  const { longestGapMs = 0, gapP50Ms = 0 } = m;
  if (longestGapMs > stall.longerThanMs && longestGapMs > stall.timesTheMedianGap * gapP50Ms) signs.push('stalled');
  if (m.outcome === 'ok' && m.tokens?.source !== 'usage') signs.push('no_usage');
  if (m.malformedFrames > 0) signs.push('malformed');
  if (m.comments > 0) signs.push('keep_alives');
  if (m.roleOnlyFirst) signs.push('role_only_first');
  return signs;
}

function isBurst({ chunks, gapP50Ms, firstTokenMs, lastTokenMs }: Measurement): boolean {
  if (chunks < burst.leastChunks || firstTokenMs === undefined || lastTokenMs === undefined) return false;
  const share = (lastTokenMs - firstTokenMs) / lastTokenMs;
  return gapP50Ms !== undefined && gapP50Ms <= burst.mostMedianGapMs && share <= burst.mostShareOfTime;
}
