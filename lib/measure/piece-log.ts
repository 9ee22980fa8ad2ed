import type { PieceTimes } from './capture.ts';
import { gaps } from './gaps.ts';

/** The pieces of one channel, or of all together. */
export interface PieceLog {
  /** Arrivals in milliseconds since the call. */
  times: number[];
  text: string;
  /** Number of the frame that brought the last piece. */
  frame: number;
}

export const newPieceLog = (): PieceLog => ({ times: [], text: '', frame: 0 });

/** All that one frame brings to a log is one piece: more of it adds to the text, not to the arrivals. */
export function addPiece(log: PieceLog, frame: number, atMs: number): void {
  if (log.frame === frame) return;
  log.frame = frame;
  log.times.push(atMs);
}

export function pieceTimes({ times }: PieceLog): PieceTimes {
  return { count: times.length, first: times[0] as number, last: times.at(-1) as number, ...gaps(times) };
}
