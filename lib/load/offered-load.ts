import type { Stage } from '../options/kinds.ts';

export interface OfferedLoad {
  durationMs: number;
  /** The highest rate, requests per second. */
  peak: number;
  /** Offered rate at a time, requests per second. */
  rate(atMs: number): number;
  /** Arrivals until a time: the integral of the rate. */
  arrivals(untilMs: number): number;
}

/** Piecewise linear rates as k6's ramping-arrival-rate understands them. */
export function createOfferedLoad(startRate: number, stages: Stage[]): OfferedLoad {
  const pieces: { startMs: number; endMs: number; from: number; to: number }[] = [];
  let startMs = 0;
  let from = startRate;
  for (const { durationMs, target } of stages) {
    pieces.push({ startMs, endMs: startMs + durationMs, from, to: target });
    startMs += durationMs;
    from = target;
  }
  const rateIn = (piece: (typeof pieces)[number], atMs: number): number =>
    piece.from + ((piece.to - piece.from) * (atMs - piece.startMs)) / (piece.endMs - piece.startMs);
  return {
    durationMs: startMs,
    peak: Math.max(startRate, ...stages.map((stage) => stage.target)),
    rate(atMs) {
      const piece = pieces.find(({ endMs }) => atMs < endMs);
      return piece ? rateIn(piece, atMs) : 0;
    },
    arrivals(untilMs) {
      let sum = 0;
      for (const piece of pieces) {
        const endMs = Math.min(untilMs, piece.endMs);
        if (endMs > piece.startMs) sum += ((piece.from + rateIn(piece, endMs)) / 2) * ((endMs - piece.startMs) / 1000);
      }
      return sum;
    },
  };
}
