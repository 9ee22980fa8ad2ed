import { encodeComment, encodeFrames, type Frame } from './frame.ts';

/** How the frames of a streamed reply become bytes. */
export interface Framing {
  contentType: string;
  /** Of the text that the functions give; in latin1 each character stands for one byte. */
  encoding: 'utf8' | 'latin1';
  /** `newline` only where lines are ended by one or the other. */
  frames(list: readonly Frame[], newline: string): string;
  /** Absent where the framing knows no comments. */
  comment?(text: string, newline: string): string;
}

/** Server-sent events. */
export const sse: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  encoding: 'utf8',
  frames: encodeFrames,
  comment: encodeComment,
};

/** One JSON object a line. */
export const ndjson: Framing = {
  contentType: 'application/x-ndjson',
  encoding: 'utf8',
  frames: (list, newline) => list.map(({ data }) => data + newline).join(''),
};
