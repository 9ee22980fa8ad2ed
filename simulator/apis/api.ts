import type { IncomingHttpHeaders } from 'node:http';
import type { Failure } from '../http/failure.ts';
import type { Frame } from '../http/frame.ts';
import type { Framing } from '../http/framing.ts';
import type { SimulatorConfig } from '../options.ts';

/** Why an answer ended; each API has its own words. */
export type Finish = 'stop' | 'length';

/** Tokens so far or at the end. Input includes cached, output includes reasoning. */
export interface Usage {
  input: number;
  cached: number;
  output: number;
  reasoning: number;
  /** What the request waited for the model to load, if that is told. */
  loadMs?: number;
}

/** What the rest of the simulator needs to know of a request, whatever its API. */
export interface ParsedRequest {
  model: string;
  stream: boolean;
  maxTokens?: number;
  /** All text of the prompt, without anything between its parts. */
  prompt: string;
  /** The text of the last user message. */
  question: string;
  /** Faults asked for by the body field `x_sim_fault`. */
  fault?: string;
  /** Begins the encoding of the answer. */
  answer(about: { id: string; createdS: number }): AnswerEncoder;
}

/** What a request says beside its body. */
export interface Asked {
  /** The name in the path, decoded. */
  model?: string;
  /** Where the path decides on it. */
  stream?: boolean;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

/** A piece of the answer on one channel. */
interface Piece {
  channel: 'text' | 'reasoning';
  text: string;
  /** After this piece. */
  usage: Usage;
  /** Set on the last piece. */
  finish?: Finish;
}

/** Turns an answer into wire data; it is told of each piece in order and keeps what it needs. */
export interface AnswerEncoder {
  /** What goes out when the slot is given, if anything. */
  open(usage: Usage): Frame[];
  piece(piece: Piece): Frame[];
  /** Everything between the last piece and the end mark. `withUsage` false leaves usage out though asked for. */
  close(finish: Finish, usage: Usage, withUsage: boolean): Frame[];
  end(): Frame[];
  error(message: string): Frame[];
  /** A frame that is no JSON. */
  malformed(): Frame[];
  /** The whole answer as one JSON reply; `firstMs` is when its first token was made, by the simulator's clock. */
  body(
    texts: { text: string; reasoning: string; firstMs?: number },
    finish: Finish,
    usage: Usage,
    withUsage: boolean,
  ): string;
}

/** A path of an API; `{model}` stands for the name of a model, percent-encoded, which holds no slash. */
export interface ApiPath {
  path: string;
  /** Where the path decides whether the answer is streamed, and not the body. */
  stream?: boolean;
}

/** The headers by which a provider tells its limits. */
export type LimitHeaders = Exclude<SimulatorConfig['advertise'], 'api'>;

/** One API: its paths, the reading of its requests and the writing of its replies. Adding one is one folder and one line. */
export interface Api {
  name: string;
  /** All of them take POST. */
  paths: readonly ApiPath[];
  /** The header with the key: `authorization` has it as a bearer token, the others have it bare. */
  keyHeader: 'authorization' | 'x-api-key' | 'x-goog-api-key';
  /** The status of a reply to a request without a key, and to one with a wrong one. @default 401 */
  keyStatus?: { missing: number; wrong: number };
  /** The reply's header with the request's id. */
  idHeader: string;
  limitHeaders: LimitHeaders;
  /** When to come back is told in the body of a refusal and in no header. */
  tellsWaitInBody?: true;
  framing: Framing;
  parse(body: unknown, config: SimulatorConfig, asked: Asked): ParsedRequest;
  failure(failure: Failure): string;
  /** Where the API has a status of its own for a failure. */
  statusOf?(failure: Failure): number | undefined;
  /** Headers of an error reply besides those that the failure brings. */
  failureHeaders?(failure: Failure): Record<string, string>;
}
