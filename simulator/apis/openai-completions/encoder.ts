import type { Frame } from '../../http/frame.ts';
import type { SimulatorConfig } from '../../options.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';
import type { CompletionRequest } from './parse.ts';

type Wire = Pick<SimulatorConfig, 'finishChunk' | 'usageChunk'>;

/** Writes `text_completion`s: chunks and whole answers share one shape. Reasoning has no channel here, it is text. */
export function createCompletionEncoder(
  request: CompletionRequest,
  about: { id: string; createdS: number },
  wire: Wire,
): AnswerEncoder {
  const head = { id: `cmpl-${about.id}`, object: 'text_completion', created: about.createdS };
  const before = JSON.stringify(head).slice(0, -1);
  const after = `,"model":${JSON.stringify(request.model)},"system_fingerprint":"fp_simulated"`;
  let isFinishSent = false;

  /** With include_usage every other chunk has `usage: null`; with continuous usage it has the running count. */
  function usageField(usage: Usage | undefined): string {
    if (!request.includeUsage) return '';
    return usage === undefined ? ',"usage":null' : `,"usage":${JSON.stringify(completionUsage(usage))}`;
  }

  function frame(choices: unknown[], usage?: Usage): Frame {
    return { data: `${before},"choices":${JSON.stringify(choices)}${after}${usageField(usage)}}` };
  }

  function choice(text: string, finish: Finish | null) {
    return { text, index: 0, logprobs: null, finish_reason: finish };
  }

  const running = (usage: Usage): Usage | undefined => (request.continuousUsage ? usage : undefined);

  return {
    open: () => [],
    piece({ text, usage, finish }) {
      const joined = wire.finishChunk === 'joined' ? (finish ?? null) : null;
      isFinishSent = joined !== null;
      return [frame([choice(text, joined)], running(usage))];
    },
    close(finish, usage, withUsage) {
      const isAsked = request.includeUsage && withUsage;
      const onFinish = isAsked && wire.usageChunk === 'on-finish' && !isFinishSent;
      const frames: Frame[] = [];
      if (!isFinishSent) frames.push(frame([choice('', finish)], onFinish ? usage : running(usage)));
      if (isAsked && !onFinish) frames.push(frame([], usage));
      return frames;
    },
    end: () => [{ data: '[DONE]' }],
    error: (message) => [
      { data: JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } }) },
    ],
    malformed: () => [{ data: '{"id":"broken","choices":[{"index":0,"text":"ha' }],
    body(texts, finish, usage, withUsage) {
      return JSON.stringify({
        ...head,
        model: request.model,
        system_fingerprint: 'fp_simulated',
        choices: [choice(texts.reasoning + texts.text, finish)],
        ...(withUsage ? { usage: completionUsage(usage) } : {}),
      });
    },
  };
}

function completionUsage(usage: Usage) {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached },
  };
}
