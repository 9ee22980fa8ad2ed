import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Recipe, semanticKey } from '../cache/semantic-cache.ts';
import { nowMs } from '../clock.ts';
import type { Job } from '../engine/job.ts';
import { chooseFaults } from '../faults/choose.ts';
import { authorise } from '../http/authorise.ts';
import { Failure } from '../http/failure.ts';
import { parseJson, readBody } from '../http/read-body.ts';
import { type ApiRoute, callPath } from '../http/routes.ts';
import { sendWhole } from '../http/send.ts';
import type { Permit } from '../limits/limiter.ts';
import { type ColdReply, coldReply } from '../model/cold-reply.ts';
import { countInputTokens } from '../plan.ts';
import { requestRandom } from '../random.ts';
import { type Outcome, rounded, type Truth } from '../truth.ts';
import { createJob } from './create-job.ts';
import { decideAgain, decideFresh } from './decide.ts';
import type { Incoming } from './exchange.ts';
import { rejectByFault } from './rejecting.ts';
import type { Lane, Shared } from './shared.ts';
import { turnAway } from './turn-away.ts';

/**
 * Serves one request of an API from its headers to its end, whichever that is. On its way: key, body, faults, semantic
 * cache, limits, loading of the model, queue, slot. The returned function ends it at once, for a simulator that closes.
 */
export function serve(
  shared: Shared,
  route: ApiRoute,
  request: IncomingMessage,
  response: ServerResponse,
  truth: Truth,
  onEnd: () => void,
): () => void {
  const { config } = shared;
  const { api, asked, call } = route;
  const { record } = truth;
  const { socket } = request;
  const headers: Record<string, string> = { [api.idHeader]: record.id };
  /** What is held and must be given back, whatever the end. */
  let permit: Permit | undefined;
  let working: { job: Job; lane: Lane } | undefined;
  let isInModel = false;
  let timer: NodeJS.Timeout | undefined;
  let onAnswered: (() => void) | undefined;
  let isOver = false;

  function finish(outcome: Outcome): void {
    if (isOver) return;
    isOver = true;
    socket.off('close', onClose);
    clearTimeout(timer);
    const atMs = nowMs();
    truth.settle(outcome, atMs);
    permit?.settle(record.outputTokens, atMs);
    if (isInModel) shared.residency.leave(atMs);
    if (outcome === 'ok') onAnswered?.();
    if (working !== undefined) {
      working.lane.engine.cancel(working.job, atMs);
      working.lane.pump.wake();
    }
    onEnd();
  }

  const onClose = () => finish('client_closed');
  socket.on('close', onClose);

  function endAs(outcome: Outcome): void {
    response.on('finish', () => finish(outcome));
  }

  function reject(failure: Failure): void {
    const status = api.statusOf?.(failure) ?? failure.status;
    record.status = status;
    endAs('rejected');
    sendWhole(response, status, 'application/json', api.failure(failure), {
      ...headers,
      ...api.failureHeaders?.(failure),
      ...(api.tellsWaitInBody === true ? {} : failure.headers),
    });
  }

  /** Charges the limits; false when one of them refused. */
  function admit({ parsed, inputTokens }: Incoming): boolean {
    const admission = shared.limiter.admit({ ...parsed, inputTokens, limitHeaders: api.limitHeaders }, nowMs());
    Object.assign(headers, admission.headers);
    permit = admission.permit;
    if (admission.refused === undefined) return true;
    const { failure, limit, retryMs } = admission.refused;
    record.limit = limit;
    if (retryMs !== undefined && Number.isFinite(retryMs)) record.retryMs = rounded(retryMs);
    reject(failure);
    return false;
  }

  /** What the request finds at the model: nothing in its way, or one that is loading. */
  function meetModel(): ColdReply {
    const waitMs = shared.residency.arrive(nowMs());
    if (waitMs > 0) Object.assign(record, { cold: true, coldWaitMs: rounded(waitMs) });
    const met = waitMs > 0 ? coldReply(config, waitMs) : { holdMs: 0 };
    isInModel = met.instead === undefined;
    if (isInModel) shared.residency.enter();
    return met;
  }

  function answer(incoming: Incoming, hit: Recipe | undefined): void {
    const lane = hit === undefined ? shared.model : shared.cached;
    const atMs = nowMs();
    const decision = hit === undefined ? decideFresh(shared, incoming, atMs) : decideAgain(shared, incoming, hit);
    const { plan, recipe } = decision;
    if (plan.reasoningTokens > 0) record.reasoningTokens = plan.reasoningTokens;
    // what a fault has spoilt is not kept
    if (incoming.faults.label === '')
      onAnswered = () => shared.semanticCache?.put(semanticKey(incoming.parsed), recipe);
    const job = createJob({ ...incoming, engine: lane.engine, plan });
    working = { job, lane };
    const submitted = lane.engine.submit(job, atMs);
    lane.pump.wake();
    if (submitted === 'admitted') return;
    const message = `The engine is currently overloaded: ${config.maxQueue} requests are waiting.`;
    reject(new Failure('overloaded', Number(config.overloadStatus), message, { headers: { 'retry-after': '1' } }));
  }

  function parkedBody(id: string): string {
    const body = shared.parked.take(id);
    if (body === undefined) throw new Failure('not_found', 404, `unknown call ${id.slice(0, 200)}`);
    return body;
  }

  async function begin(): Promise<void> {
    authorise(request, config.apiKey, api);
    const body = call === undefined ? await readBody(request) : parkedBody(call);
    const parsed = api.parse(parseJson(body), config, asked);
    if (isOver) return;
    record.model = parsed.model;
    const fault = request.headers['x-sim-fault'];
    const random = requestRandom(config.seed, record.index, 'faults');
    const faults = chooseFaults(shared.faults, fault?.toString() ?? parsed.fault, random);
    if (faults.label !== '') record.fault = faults.label;
    const inputTokens = countInputTokens(parsed.prompt.length);
    record.inputTokens = inputTokens;
    const incoming = { config, api, request, response, headers, parsed, inputTokens, faults, truth, endAs, reject };

    const { semanticCache } = shared;
    const hit = semanticCache?.find(semanticKey(parsed), requestRandom(config.seed, record.index, 'cache'));
    if (semanticCache !== undefined) headers['x-cache'] = hit === undefined ? 'MISS' : 'HIT';
    // neither an answer from the cache nor the fetching of one that was sent on is charged
    if (hit === undefined && call === undefined && !admit(incoming)) return;
    if (faults.ending?.effect === 'reject') return rejectByFault(incoming, faults.ending);
    const met: ColdReply = hit === undefined ? meetModel() : { holdMs: 0 };

    const sentOn = () => {
      const id = call ?? record.id;
      shared.parked.park(id, body);
      return callPath(route, id);
    };
    const goOn = () => {
      if (met.instead === undefined) answer(incoming, hit);
      else turnAway(incoming, met.instead, sentOn);
    };
    const holdMs = Math.max(met.holdMs, faults.shapes.get('slow-headers')?.argument ?? 0);
    if (holdMs > 0) timer = setTimeout(goOn, holdMs);
    else goOn();
  }

  begin().catch((error: unknown) => {
    if (isOver) return;
    if (error instanceof Failure) reject(error);
    else if (request.destroyed) finish('client_closed');
    else throw error; // a bug of the simulator: loud, not a client's puzzle
  });

  return () => finish('server_closed');
}
