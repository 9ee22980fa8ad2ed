import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api } from '../apis/api.ts';
import { nowMs } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Job } from '../engine/job.ts';
import type { Pump } from '../engine/pump.ts';
import { chooseFaults } from '../faults/choose.ts';
import type { Fault } from '../faults/parse.ts';
import { authorise } from '../http/authorise.ts';
import { Failure } from '../http/failure.ts';
import { parseJson, readBody } from '../http/read-body.ts';
import { sendWhole } from '../http/send.ts';
import type { Limiter, Permit } from '../limits/limiter.ts';
import type { SimulatorConfig } from '../options.ts';
import { countInputTokens, makePlan } from '../plan.ts';
import { requestRandom } from '../random.ts';
import { type Outcome, rounded, type Truth } from '../truth.ts';
import type { Exchange } from './exchange.ts';
import { rejectByFault } from './rejecting.ts';
import { createStreamedJob } from './streamed-job.ts';
import { createWholeJob } from './whole-job.ts';

/** What all requests share. */
export interface Shared {
  config: SimulatorConfig;
  /** From the option `faults`. */
  faults: readonly Fault[];
  engine: Engine;
  pump: Pump;
  limiter: Limiter;
}

/**
 * Serves one request of an API from its headers to its end, whichever that is. The returned function ends it at once,
 * for a simulator that closes.
 */
export function serve(
  shared: Shared,
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  truth: Truth,
  onEnd: () => void,
): () => void {
  const { config, engine, pump } = shared;
  const { socket } = request;
  const headers: Record<string, string> = { 'x-request-id': truth.record.id };
  let job: Job | undefined;
  let permit: Permit | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  function finish(outcome: Outcome): void {
    if (isOver) return;
    isOver = true;
    socket.off('close', onClose);
    clearTimeout(timer);
    const atMs = nowMs();
    truth.settle(outcome, atMs);
    permit?.settle(truth.record.outputTokens, atMs);
    if (job !== undefined) engine.cancel(job, atMs);
    pump.wake();
    onEnd();
  }

  const onClose = () => finish('client_closed');
  socket.on('close', onClose);

  function endAs(outcome: Outcome): void {
    response.on('finish', () => finish(outcome));
  }

  function reject(failure: Failure): void {
    truth.record.status = failure.status;
    endAs('rejected');
    sendWhole(response, failure.status, 'application/json', api.failure(failure), { ...headers, ...failure.headers });
  }

  function submit(exchange: Exchange): void {
    const { record } = truth;
    const isWhole = !exchange.parsed.stream || exchange.faults.shapes.has('not-streamed');
    record.streamed = !isWhole;
    const arrivedMs = nowMs();
    const inner = isWhole ? createWholeJob(exchange) : createStreamedJob(exchange);
    const onSlot = inner.onSlot;
    inner.onSlot = (atMs) => {
      record.slotMs = truth.since(atMs);
      record.queueMs = Math.max(0, record.slotMs - truth.since(arrivedMs));
      record.activeAtSlot = engine.load().active;
      onSlot(atMs);
    };
    job = inner;
    const answer = engine.submit(job, arrivedMs);
    pump.wake();
    if (answer === 'admitted') return;
    const message = `The engine is currently overloaded: ${config.maxQueue} requests are waiting.`;
    reject(new Failure('overloaded', Number(config.overloadStatus), message, { headers: { 'retry-after': '1' } }));
  }

  async function begin(): Promise<void> {
    authorise(request, config.apiKey);
    const body = parseJson(await readBody(request));
    if (isOver) return;
    const parsed = api.parse(body, config);
    const { record } = truth;
    record.model = parsed.model;
    const asked = request.headers['x-sim-fault'];
    const random = requestRandom(config.seed, record.index, 'faults');
    const faults = chooseFaults(shared.faults, asked?.toString() ?? parsed.fault, random);
    if (faults.label !== '') record.fault = faults.label;
    record.inputTokens = countInputTokens(parsed.characters);
    const admission = shared.limiter.admit({ ...parsed, inputTokens: record.inputTokens }, nowMs());
    Object.assign(headers, admission.headers);
    if (admission.refused !== undefined) {
      const { failure, limit, retryMs } = admission.refused;
      record.limit = limit;
      if (retryMs !== undefined && Number.isFinite(retryMs)) record.retryMs = rounded(retryMs);
      return reject(failure);
    }
    permit = admission.permit;
    const plan = makePlan(config, record.index, parsed, faults);
    if (plan.reasoningTokens > 0) record.reasoningTokens = plan.reasoningTokens;
    const exchange = { config, engine, api, request, response, headers, parsed, plan, faults, truth, endAs, reject };
    if (faults.ending?.effect === 'reject') return rejectByFault(exchange, faults.ending);
    const waitMs = faults.shapes.get('slow-headers')?.argument ?? 0;
    if (waitMs > 0) timer = setTimeout(() => submit(exchange), waitMs);
    else submit(exchange);
  }

  begin().catch((error: unknown) => {
    if (isOver) return;
    if (error instanceof Failure) reject(error);
    else if (request.destroyed) finish('client_closed');
    else throw error; // a bug of the simulator: loud, not a client's puzzle
  });

  return () => finish('server_closed');
}
