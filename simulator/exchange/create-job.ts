import { nowMs } from '../clock.ts';
import type { Job } from '../engine/job.ts';
import type { Exchange } from './exchange.ts';
import { createStreamedJob } from './streamed-job.ts';
import { createWholeJob } from './whole-job.ts';

/** The job that writes the answer in the way that was asked for, and notes when it got its slot. */
export function createJob(exchange: Exchange): Job {
  const { config, engine, faults, headers, parsed, truth } = exchange;
  const { record } = truth;
  const isWhole = !parsed.stream || faults.shapes.has('not-streamed');
  record.streamed = !isWhole;
  const arrivedMs = nowMs();
  const job = isWhole ? createWholeJob(exchange) : createStreamedJob(exchange);
  const { onSlot, onDone } = job;

  function tellProcessing(atMs: number): void {
    if (config.processingHeader) headers['openai-processing-ms'] = String(Math.round(truth.since(atMs)));
  }

  job.onSlot = (atMs) => {
    if (record.semanticHit !== true) {
      record.slotMs = truth.since(atMs);
      record.queueMs = Math.max(0, record.slotMs - truth.since(arrivedMs));
      record.activeAtSlot = engine.load().active;
    }
    if (!isWhole) tellProcessing(atMs);
    onSlot(atMs);
  };
  job.onDone = (atMs) => {
    if (isWhole) tellProcessing(atMs);
    onDone(atMs);
  };
  return job;
}
