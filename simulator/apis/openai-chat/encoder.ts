import type { Frame } from '../../http/frame.ts';
import type { SimulatorConfig } from '../../options.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';
import type { ChatRequest } from './parse.ts';
import { chatUsage } from './usage.ts';

type Wire = Pick<SimulatorConfig, 'roleChunk' | 'finishChunk' | 'usageChunk' | 'reasoningKey'>;

/** Writes `chat.completion.chunk`s, keys in the order in which OpenAI sends them. */
export function createChatEncoder(
  request: ChatRequest,
  about: { id: string; createdS: number },
  wire: Wire,
): AnswerEncoder {
  let isRoleSent = false;
  let isFinishSent = false;

  function head(object: string) {
    return {
      id: `chatcmpl-${about.id}`,
      object,
      created: about.createdS,
      model: request.model,
      service_tier: 'default',
    };
  }

  // One chunk per token is the hot path of the whole simulator: what is the same in all of them is encoded once.
  const chunkHead = { ...head('chat.completion.chunk'), system_fingerprint: 'fp_simulated' };
  const before = JSON.stringify(chunkHead).slice(0, -1);

  /** With include_usage every other chunk has `usage: null`; with continuous usage it has the running count. */
  function usageField(usage: Usage | undefined): string {
    if (!request.includeUsage) return '';
    return usage === undefined ? ',"usage":null' : `,"usage":${JSON.stringify(chatUsage(usage))}`;
  }

  function frame(choices: unknown[], usage?: Usage): Frame {
    return { data: `${before},"choices":${JSON.stringify(choices)}${usageField(usage)}}` };
  }

  function choice(delta: object, finish: Finish | null) {
    return { index: 0, delta, logprobs: null, finish_reason: finish };
  }

  function running(usage: Usage): Usage | undefined {
    return request.continuousUsage ? usage : undefined;
  }

  /** The role-only chunk, unless the role was sent or is to ride on the first piece. */
  function role(usage: Usage): Frame[] {
    if (isRoleSent || wire.roleChunk === 'joined') return [];
    isRoleSent = true;
    const none = { ...usage, output: 0, reasoning: 0 };
    return [frame([choice({ role: 'assistant', content: '', refusal: null }, null)], running(none))];
  }

  return {
    open: (usage) => (wire.roleChunk === 'early' ? role(usage) : []),
    piece(piece) {
      const frames = role(piece.usage);
      const delta: Record<string, unknown> = isRoleSent ? {} : { role: 'assistant' };
      isRoleSent = true;
      if (piece.channel === 'reasoning') Object.assign(delta, { content: null, [wire.reasoningKey]: piece.text });
      else delta.content = piece.text;
      const joined = wire.finishChunk === 'joined' ? (piece.finish ?? null) : null;
      isFinishSent = joined !== null;
      // usage on the finish chunk needs a finish chunk of its own: close() sends it
      frames.push(frame([choice(delta, joined)], running(piece.usage)));
      return frames;
    },
    close(finish, usage, withUsage) {
      const frames = role(usage);
      const isAsked = request.includeUsage && withUsage;
      const onFinish = isAsked && wire.usageChunk === 'on-finish' && !isFinishSent;
      if (!isFinishSent) frames.push(frame([choice({}, finish)], onFinish ? usage : running(usage)));
      if (isAsked && !onFinish) frames.push(frame([], usage));
      return frames;
    },
    end: () => [{ data: '[DONE]' }],
    error: (message) => [
      { data: JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } }) },
    ],
    malformed: () => [{ data: '{"id":"broken","choices":[{"index":0,"delta":{"content":"ha' }],
    body(texts, finish, usage, withUsage) {
      const reasoning = usage.reasoning > 0 ? { [wire.reasoningKey]: texts.reasoning } : {};
      const message = { role: 'assistant', content: texts.text, ...reasoning, refusal: null };
      return JSON.stringify({
        ...head('chat.completion'),
        system_fingerprint: 'fp_simulated',
        choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
        ...(withUsage ? { usage: chatUsage(usage) } : {}),
      });
    },
  };
}
