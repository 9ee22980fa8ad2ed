import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api, ParsedRequest } from '../apis/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { FaultSet } from '../faults/draw.ts';
import type { Failure } from '../http/failure.ts';
import type { SimulatorConfig } from '../options.ts';
import type { Plan } from '../plan.ts';
import type { Outcome, Truth } from '../truth.ts';

/** Everything about one request that was let in, for the job that answers it. */
export interface Exchange {
  config: SimulatorConfig;
  engine: Engine;
  api: Api;
  request: IncomingMessage;
  response: ServerResponse;
  /** For every reply to this request: id, rate limits. */
  headers: Readonly<Record<string, string>>;
  parsed: ParsedRequest;
  plan: Plan;
  faults: FaultSet;
  truth: Truth;
  /** The body is about to end: settle with this outcome once it has been handed over. */
  endAs(outcome: Outcome): void;
  /** Replies with an error in the API's shape. */
  reject(failure: Failure): void;
}
