/** One request of a schedule of our own. */
export interface Arrival {
  /** When it should start, milliseconds since the scenario's start. */
  atMs: number;
  /** What a trace says of it. */
  traced?: Traced;
}

/** A request as a trace has it: its text, or how long it was. */
export interface Traced {
  /** The line of the trace, from 1. */
  line: number;
  /** Input tokens. */
  input?: number;
  /** Output tokens. */
  output?: number;
  prompt?: string;
  /** Names of its 512-token blocks: requests that begin with the same ones share that beginning (Mooncake). */
  blocks?: number[];
}
