import type { Job } from '../engine/job.ts';
import type { Frame } from '../http/frame.ts';
import { writeNow } from '../http/send.ts';
import { type BreakWriter, breakAnswer, breakOf } from './breaking.ts';
import type { Exchange } from './exchange.ts';
import { usageAt } from './usage-at.ts';

/** Answers with a stream of events. */
export function createStreamedJob(exchange: Exchange): Job {
  const { plan, response, truth, config, faults } = exchange;
  const { shapes } = faults;
  const { framing } = exchange.api;
  const encoder = exchange.parsed.answer({ id: truth.record.id, createdS: Math.floor(Date.now() / 1000) });
  const newline = shapes.has('crlf') ? '\r\n' : '\n';
  const breaking = breakOf(exchange);
  const commentEvery = shapes.get('comments')?.argument;
  const malformedAfter = shapes.get('malformed')?.argument;
  let pendingText = '';
  let pendingTokens = 0;

  const frames = (list: readonly Frame[]) => framing.frames(list, newline);
  const comment = () => framing.comment?.('keep-alive', newline) ?? '';
  const end = (list: readonly Frame[]) => response.end(frames(list), framing.encoding);
  const usage = (tokens: number) => usageAt(exchange, tokens);

  const writer: BreakWriter = {
    close: () => response.end(),
    error: (withEnd) => end([...encoder.error('simulated error in mid-stream'), ...(withEnd ? encoder.end() : [])]),
  };

  function breakIfDue(tokens: number, atMs: number): void {
    if (breaking?.afterTokens === tokens) breakAnswer(exchange, job, breaking.fault, atMs, writer);
  }

  /** A chunk goes out when it is full, when the channel changes, and before anything that must come right after it. */
  function isChunkEnd(tokens: number): boolean {
    return (
      pendingTokens >= config.tokensPerChunk ||
      tokens === plan.outputTokens ||
      tokens === plan.reasoningTokens ||
      tokens === breaking?.afterTokens ||
      tokens === malformedAfter
    );
  }

  const job: Job = {
    prefillMs: plan.prefillMs,
    tokens: plan.outputTokens,
    gap: plan.gap,
    onSlot(atMs) {
      truth.record.status = 200;
      response.writeHead(200, {
        ...exchange.headers,
        'content-type': framing.contentType,
        'cache-control': 'no-cache',
      });
      const opening = (commentEvery === undefined ? '' : comment()) + frames(encoder.open(usage(0)));
      if (opening === '') response.flushHeaders();
      else writeNow(response, opening, framing.encoding);
      breakIfDue(0, atMs);
    },
    onToken(index, atMs) {
      const tokens = index + 1;
      pendingText += plan.text(index);
      pendingTokens += 1;
      if (!isChunkEnd(tokens)) return;
      const isLast = tokens === plan.outputTokens && tokens !== breaking?.afterTokens;
      let bytes = frames(
        encoder.piece({
          channel: index < plan.reasoningTokens ? 'reasoning' : 'text',
          text: pendingText,
          usage: usage(tokens),
          ...(isLast ? { finish: plan.finish } : {}),
        }),
      );
      if (commentEvery !== undefined && tokens % commentEvery === 0) bytes += comment();
      if (tokens === malformedAfter) bytes += frames(encoder.malformed());
      truth.wrote(atMs, writeNow(response, bytes, framing.encoding), pendingTokens);
      pendingText = '';
      pendingTokens = 0;
      breakIfDue(tokens, atMs);
    },
    onDone() {
      truth.record.finish = plan.finish;
      const closing = encoder.close(plan.finish, usage(plan.outputTokens), !shapes.has('no-usage'));
      exchange.endAs('ok');
      end([...closing, ...(shapes.has('no-done') ? [] : encoder.end())]);
    },
  };
  return job;
}
