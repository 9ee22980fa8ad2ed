import sse from 'k6/x/sse';
import type { LoadShape } from '../load/load-shape.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { loadProtocol } from '../protocols/index.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { refuseFraming } from '../protocols/refuse-framing.ts';
import { refuseFullPath } from '../protocols/refuse-full-path.ts';
import { resolveApiKey } from './api-key.ts';
import { defineForEmit } from './define-for-emit.ts';
import type { StepsSetup } from './exchange-steps.ts';
import { findWorker } from './find-worker.ts';
import type { Plan } from './once.ts';
import { chooseTransport } from './transports/choose.ts';
import type { Transport } from './transports/transport.ts';
import type { WorkerSetup } from './worker.ts';

/** As much of the plan as every VU must know; each holds a copy. */
export interface Work {
  options: Options;
  model: LoadShape['model'];
  windows: LoadShape['windows'];
  /** What a virtual user must know besides to measure by itself; absent where workers do it for all. */
  steps?: Omit<StepsSetup, 'protocol' | 'apiKey' | 'streams' | 'options' | 'windows'>;
}

/**
 * Makes ready, for all virtual users, how requests will be sent and measured.
 *
 * @throws LlmError where the endpoint cannot be asked, or its answers not be read, in the way that was chosen
 */
export async function prepareWay(
  { options, shape, goodput, prices: planned }: Plan,
  { collectRows, watch }: Pick<StepsSetup, 'collectRows' | 'watch'>,
): Promise<{ work: Work; transport: Transport }> {
  const transport = chooseTransport(options);
  const protocol = await loadProtocol(options.protocol);
  checkWay(options, protocol, transport);
  transport.prepare?.(protocol);
  defineForEmit();
  const known = Object.entries(planned).map(([model, price]) => [
    model,
    typeof price === 'string' ? price : price.periods,
  ]);
  const steps = { goodput, prices: Object.fromEntries(known), collectRows, watch };
  const { model, windows } = shape;
  const worker = transport.name === 'capture' ? findWorker() : undefined;
  if (worker === undefined) return { work: { options, model, windows, steps }, transport };
  const setup: WorkerSetup = { options, windows, ...steps, apiKey: await resolveApiKey(options) };
  sse.defineWorker(worker, JSON.stringify(setup));
  return { work: { options, model, windows }, transport };
}

/** @throws LlmError where the endpoint cannot be asked, or its answers not be read, in the way that was chosen */
export function checkWay({ baseUrl, stream }: Options, protocol: Protocol, { name, streams }: Transport): void {
  refuseFullPath(baseUrl, protocol);
  refuseFraming(protocol, name, stream && streams);
}

/** @throws LlmError where the workers could not run such a client */
export function defineClient(name: string): void {
  try {
    sse.defineClient(name);
  } catch (error) {
    // What it says comes from another runtime, where it had the type that it has here.
    throw new LlmError((error as Error).message);
  }
}
