import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api, ParsedRequest } from '../apis/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { FaultSet } from '../faults/draw.ts';
import type { Failure } from '../http/failure.ts';
import type { SimulatorConfig } from '../options.ts';
import type { Plan } from '../plan.ts';
import type { Outcome, Truth } from '../truth.ts';

/** One request that was understood, before it is decided what becomes of it. */
export interface Incoming {
  config: SimulatorConfig;
  api: Api;
  request: IncomingMessage;
  response: ServerResponse;
  /** For every reply to this request: id, rate limits, cache. */
  headers: Record<string, string>;
  parsed: ParsedRequest;
  inputTokens: number;
  faults: FaultSet;
  truth: Truth;
  /** The body is about to end: settle with this outcome once it has been handed over. */
  endAs(outcome: Outcome): void;
  /** Replies with an error in the API's shape. */
  reject(failure: Failure): void;
}

/** Everything about a request that gets an answer, for the job that writes it. */
export interface Exchange extends Incoming {
  engine: Engine;
  plan: Plan;
}
