import type { Job } from '../engine/job.ts';
import type { Fault } from '../faults/parse.ts';
import type { BreakName } from '../faults/table.ts';
import { resetConnection } from '../http/disconnect.ts';
import type { Exchange } from './exchange.ts';

/** Breaks that need the words of the reply; the others are the same for every kind of reply. */
export interface BreakWriter {
  /** Ends the body cleanly, but unfinished. */
  close(): void;
  error(withEnd: boolean): void;
}

/** The fault that breaks this answer, with the token after which it does: at the latest after the last one. */
export function breakOf(exchange: Exchange): { fault: Fault; afterTokens: number } | undefined {
  const fault = exchange.faults.ending;
  if (fault?.effect !== 'break') return undefined;
  return { fault, afterTokens: Math.min(fault.argument, exchange.plan.outputTokens) };
}

/** Carries the break out, at its scheduled time; all but a stall end the job. */
export function breakAnswer(exchange: Exchange, job: Job, fault: Fault, atMs: number, writer: BreakWriter): void {
  const { engine, truth, request } = exchange;
  const name = fault.name as BreakName;
  if (name === 'stall') {
    engine.pause(job, fault.forMs);
    return;
  }
  engine.cancel(job, atMs);
  switch (name) {
    case 'reset':
      truth.settle('reset', atMs);
      resetConnection(request.socket);
      break;
    case 'cut':
      truth.settle('cut', atMs);
      request.socket.destroySoon();
      break;
    case 'close':
      exchange.endAs('closed');
      writer.close();
      break;
    case 'error':
    case 'error-done':
      exchange.endAs('error_frame');
      writer.error(name === 'error-done');
      break;
  }
}
