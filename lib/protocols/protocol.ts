import type { FrameRules } from '../measure/frame-rules.ts';

/** One message of a chat, as it was said. */
export interface Message {
  role: 'user' | 'assistant';
  content: string;
}

/** What is asked, whatever the API. */
export interface Prompt {
  /** Names the prompt in rows and reports; unique in its set. */
  id: string;
  system?: string;
  /** What was said before, oldest first; `user` comes after it. */
  history?: Message[];
  user: string;
  /** Overrides the run's output cap for this prompt. */
  maxTokens?: number;
  /** A text that a right answer holds, compared without regard to case. */
  expect?: string;
}

/** What a protocol must know to build a request. */
export interface RequestConfig {
  /** The API's root. A query of it (Azure's `api-version`) comes after the path, and has the key sent as Azure wants it. */
  baseUrl: string;
  apiKey?: string;
  model: string;
  maxTokens: number;
  /** The body's name for the output cap, where APIs that share a protocol differ. @default as the protocol knows */
  maxTokensField?: string;
  stream: boolean;
  temperature?: number;
  /** Merged into the body last; a null removes a key. For what a server needs and the protocol does not know. */
  extraBody?: Record<string, unknown>;
  extraHeaders?: Record<string, string>;
}

export interface HttpRequest {
  /** `GET` only to fetch an answer where the endpoint has sent us on to. */
  method: 'POST' | 'GET';
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Token counts of one exchange. `input` includes cached tokens, `output` includes reasoning tokens. */
export interface Tokens {
  input?: number;
  output?: number;
  cached?: number;
  cacheWrite?: number;
  reasoning?: number;
  /** What the provider itself says the exchange cost, in US dollars (OpenRouter). */
  costUsd?: number;
  /** How long the server says that loading the model took, in milliseconds. */
  loadMs?: number;
}

/** Why the generation ended; `error`: the endpoint gave up, and says so only here. */
export type Finish = 'stop' | 'length' | 'tool' | 'filter' | 'error' | 'other';

/** What a failed reply means. The first four are told from any HTTP error; the last is the rest. */
export type FailureKind =
  | 'rate_limited'
  | 'quota'
  | 'overloaded'
  | 'auth'
  | 'bad_request'
  | 'http_error'
  | 'stream_error';

export interface Failure {
  kind: FailureKind;
  /** The endpoint's own words, shortened; absent when it said nothing. */
  message?: string;
}

/** Paths in a request's body, dot-separated. */
export interface OutputCap {
  /** Where it caps the output of one answer; where several stand, the server decides which it reads. */
  caps: string[];
  /** Where it asks for several answers. @default it cannot */
  answers?: string[];
}

/** One API. A plain value of pure, total functions: wire fields may be missing, null or of another type. */
export interface Protocol {
  name: string;
  /** The path under the base URL, used to name requests in k6's output; `{model}` stands for a model. Holds no key. */
  path: string;
  /** The path where one JSON reply is asked for, if it is another one. */
  unstreamedPath?: string;
  /** How a streamed reply is cut into frames. @default server-sent events */
  framing?: 'ndjson' | 'aws-eventstream';
  request(prompt: Prompt, config: RequestConfig): HttpRequest;
  /** Without it no cap can be relied on, and the protocol cannot be run under a budget. */
  outputCap?: OutputCap;
  /** A streamed reply. Made when asked for: as an object that stays, rules weigh 40 kB in every VU. */
  frames: FrameRules;
  /** One JSON reply, as if it were one frame. */
  body: FrameRules;
  /**
   * Raw JSON of the first and the last usage seen → normalised counts, undefined if it tells nothing. `extra` is the raw
   * JSON of the values named by the `extra` rules, for an API that tells its counts one by one.
   */
  usage(raw: string[], extra: Record<string, string>): Tokens | undefined;
  finish(raw: string): Finish;
  /** The endpoint's own times by name, in milliseconds, undefined where it tells none among its `extra` values. */
  serverTimesMs?(extra: Record<string, string>): Record<string, number> | undefined;
  /** An HTTP error (status ≥ 300) or an error frame in a stream (status 200). */
  failure(
    status: number,
    headers: Record<string, string>,
    body: string | undefined,
    errorFrame: string | undefined,
  ): Failure;
}
