import type { Measurement } from './measurement.ts';

/** What a streamed exchange shows of the way on which it came, in the order in which it is told. */
export const streamSigns = [
  'not_streamed', // one reply to a request that asked to stream
  'burst', // all at once at the end: something on the way holds the stream back
  'stalled', // silent for long in mid-answer
  'no_usage', // an answer whose output tokens are not told, or not as a total
  'malformed', // frames that cannot be read
  'keep_alives', // comments that only keep the connection open
  'role_only_first', // a first frame without a token; whoever takes it for one measures too little
] as const;

export type StreamSign = (typeof streamSigns)[number];

export const stall = { longerThanMs: 1000, timesTheMedianGap: 10 };

/**
 * All at once at the end: of so many chunks half came together with the one before (pieces of one read have one arrival),
 * within so small a share of the time at its end. Nobody generates like that.
 */
export const burst = { minChunks: 5, maxGapP50Ms: 0.05, maxShare: 0.1 };

/**
 * A burst that something on the way hands on bit by bit. A fast model that begins late looks alike, so all of this must
 * hold: a long silence, then many chunks faster than 500 a second, within a small share of the time at its end; the
 * silence is not explained by hidden reasoning, no frame came in it (what holds a stream back holds its first frame back
 * too), and it was no longer than generating these chunks may have taken, or it was a queue's.
 */
export const heldBack = {
  minChunks: 20,
  maxGapP50Ms: 2,
  maxShare: 0.05,
  minSilenceMs: 1000,
  minChunksPerSecond: 10,
};

export function signsOf(m: Measurement): StreamSign[] {
  const signs: StreamSign[] = [];
  if (m.outcome === 'not_streamed') signs.push('not_streamed');
  if (isBurst(m)) signs.push('burst');
  const { longestGapMs = 0, gapP50Ms = 0 } = m;
  if (longestGapMs > stall.longerThanMs && longestGapMs > stall.timesTheMedianGap * gapP50Ms) signs.push('stalled');
  if (m.outcome === 'ok' && !(m.tokens?.source === 'usage' && m.tokens.output !== undefined)) signs.push('no_usage');
  if (m.malformedFrames > 0) signs.push('malformed');
  if (m.comments > 0) signs.push('keep_alives');
  if (m.roleOnlyFirst) signs.push('role_only_first');
  return signs;
}

function isBurst({ chunks, gapP50Ms, firstTokenMs, lastTokenMs, firstFrameMs, hiddenTokens }: Measurement): boolean {
  if (gapP50Ms === undefined || firstTokenMs === undefined || lastTokenMs === undefined) return false;
  // The wider of the two bounds, first: nearly all streams end here.
  if (gapP50Ms > heldBack.maxGapP50Ms) return false;
  const isLike = ({ minChunks, maxGapP50Ms, maxShare }: typeof burst): boolean =>
    chunks >= minChunks && gapP50Ms <= maxGapP50Ms && lastTokenMs - firstTokenMs <= maxShare * lastTokenMs;
  if (isLike(burst)) return true;
  const silenceMs = firstFrameMs ?? firstTokenMs;
  return (
    isLike(heldBack) &&
    hiddenTokens === undefined &&
    firstTokenMs - silenceMs <= heldBack.maxShare * lastTokenMs &&
    silenceMs >= heldBack.minSilenceMs &&
    chunks * 1000 >= heldBack.minChunksPerSecond * silenceMs
  );
}
