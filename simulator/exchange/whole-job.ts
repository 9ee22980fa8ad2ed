import { nowMs } from '../clock.ts';
import type { Job } from '../engine/job.ts';
import { statusFailure } from '../faults/rejection.ts';
import { sendWhole } from '../http/send.ts';
import { type BreakWriter, breakAnswer, breakOf } from './breaking.ts';
import type { Exchange } from './exchange.ts';
import { usageAt } from './usage-at.ts';

/** Answers with one JSON reply when the last token is made. */
export function createWholeJob(exchange: Exchange): Job {
  const { plan, response, truth, faults, headers } = exchange;
  const encoder = exchange.parsed.answer({ id: truth.record.id, createdS: Math.floor(Date.now() / 1000) });
  const breaking = breakOf(exchange);
  const texts: Parameters<typeof encoder.body>[0] = { text: '', reasoning: '' };

  function body(): string {
    return encoder.body(texts, plan.finish, usageAt(exchange, plan.outputTokens), !faults.shapes.has('no-usage'));
  }

  const writer: BreakWriter = {
    close() {
      const whole = body();
      truth.record.status = 200;
      response.writeHead(200, { ...headers, 'content-type': 'application/json' });
      response.end(whole.slice(0, whole.length / 2));
    },
    error() {
      truth.record.status = 500;
      sendWhole(response, 500, 'application/json', exchange.api.failure(statusFailure(500)), headers);
    },
  };

  function breakIfDue(tokens: number, atMs: number): void {
    if (breaking?.afterTokens === tokens) breakAnswer(exchange, job, breaking.fault, atMs, writer);
  }

  const job: Job = {
    prefillMs: plan.prefillMs,
    tokens: plan.outputTokens,
    gap: plan.gap,
    onSlot: (atMs) => breakIfDue(0, atMs),
    onToken(index, atMs) {
      texts.firstMs ??= atMs;
      texts[index < plan.reasoningTokens ? 'reasoning' : 'text'] += plan.text(index);
      breakIfDue(index + 1, atMs);
    },
    onDone(atMs) {
      truth.record.status = 200;
      truth.record.finish = plan.finish;
      truth.wroteWhole(texts.firstMs, atMs, nowMs(), plan.outputTokens);
      exchange.endAs('ok');
      sendWhole(response, 200, 'application/json', body(), headers);
    },
  };
  return job;
}
