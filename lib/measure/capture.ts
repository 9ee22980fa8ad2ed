/**
 * One exchange as a transport saw it: bytes, frames and instants, no meaning. Every instant is in milliseconds as a
 * float since the call (connection included: it is what a user waits), taken when the bytes were read.
 * What was not seen is absent, never 0.
 */
export interface Capture {
  /** HTTP status, 0 when no response came. */
  status: number;
  /** Names in Go's canonical case (`Retry-After`); repeated values joined by `, `. */
  headers: Record<string, string>;
  /** `HTTP/1.1`, `HTTP/2.0`; empty when no response came. */
  proto: string;
  /** The connection had served an earlier exchange of this VU. */
  reused: boolean;
  timings: CaptureTimings;
  /**
   * Non-empty pieces by channel name; a channel that had none is absent. All that one frame brings to a channel is
   * one piece, so a piece is a chunk as the user's screen gets it.
   */
  channels: Record<string, PieceTimes>;
  /** The same over all channels together; absent when there was no piece at all. */
  pieces?: PieceTimes;
  /** The channels of the last frame that brought a piece: what the answer ended with. */
  lastChannels: string[];
  /** Exact running token counts by the `count` rule: at the frame of the first piece, and the last one seen. */
  counts?: { first: number; last: number };
  /** By channel, if asked for with `keep: ['text']`. */
  text?: Record<string, string>;
  /** Arrival of each piece by channel, if asked for with `keep: ['times']`. */
  times?: Record<string, Float64Array>;
  /** Raw data of each frame, if asked for with `keep: ['frames']`. */
  frames?: string[];
  /** The last non-empty finish value. */
  finish?: string;
  /** The last non-empty model name. */
  model?: string;
  /** Raw JSON of the usage values: none, the only one, or the first and the last. */
  usage: string[];
  /** Raw JSON of the values named by the `extra` rules. */
  extra: Record<string, string>;
  /** Raw data of the first frame in which an `error` rule matched, at most 4096 characters. */
  error?: string;
  /** A reply that is no stream, as text. */
  body?: string;
  /** SSE comment lines (keep-alives). */
  comments: number;
  /** The first data frame was valid JSON but held no piece, no finish, no usage and no error (such as a role-only delta). */
  roleOnlyFirst: boolean;
  /** Frames that were neither JSON nor the end mark; `first` is shortened to 200 characters. */
  malformed: { n: number; first?: string };
  /** Data frames, the end mark included; comments and empty frames are none. */
  frameCount: number;
  /** Bytes of the body as read, after decompression. */
  bytes: number;
  ended: Ended;
  /** The transport's own words for an `ended` that is an error; never holds the URL or a header. */
  failure?: string;
  /** How late this process itself was at worst while the exchange ran, in ms: its own share of any lateness. */
  lag?: number;
}

export interface CaptureTimings {
  /** Waiting for a connection: pool, name look-up. */
  blocked?: number;
  /** TCP connect, absent when the connection was reused. */
  connect?: number;
  /** TLS handshake, absent without TLS or when reused. */
  tls?: number;
  /** Until the request was written. */
  sent?: number;
  /** Until the response headers were read. */
  headers?: number;
  /** Until the first data frame was read. */
  firstFrame?: number;
  /** Until the frame that told why the generation ended was read; the last of them, where several did. */
  finishFrame?: number;
  /** Until the end frame, or whatever else ended it. */
  end: number;
}

export interface PieceTimes {
  count: number;
  /** Arrival of the first and the last non-empty piece. */
  first: number;
  last: number;
  /** Between successive pieces; absent with fewer than two. */
  longestGap?: number;
  /** Nearest-rank percentiles of the gaps; absent with fewer than two pieces. */
  gapP50?: number;
  gapP99?: number;
}

/** How the reading ended. It says nothing of success: that is `measure`'s to tell. */
export type Ended =
  | 'terminal' // the end rule matched
  | 'eof' // the body ended cleanly
  | 'timeout' // timeoutMs passed
  | 'idle_timeout' // no byte for idleTimeoutMs after the headers
  | 'reset' // the connection broke, or the body ended short of its framing
  | 'refused' // nothing listens, or no route
  | 'dns'
  | 'tls'
  | 'protocol' // the peer does not speak HTTP, or not this one
  | 'interrupted' // the iteration was ended; never seen in JS
  | 'too_large'; // maxBytes passed
