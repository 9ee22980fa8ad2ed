import { nowMs } from '../../clock.ts';
import type { Frame } from '../../http/frame.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';

const nanoseconds = (ms: number) => Math.round(ms * 1e6);

/** Writes chat responses, one for each piece, and its own times on the last. */
export function createOllamaEncoder(model: string): AnswerEncoder {
  const beganMs = nowMs();
  let firstMs: number | undefined;

  function response(message: object, done: boolean) {
    return { model, created_at: new Date().toISOString(), message: { role: 'assistant', ...message }, done };
  }

  /** Times that nobody took, as the first token's of an answer without any, are left out. */
  function last(message: object, finish: Finish, usage: Usage, withUsage: boolean) {
    const endMs = nowMs();
    const { loadMs } = usage;
    return {
      ...response(message, true),
      done_reason: finish,
      // the model was there when the encoding began
      total_duration: nanoseconds(endMs - beganMs + (loadMs ?? 0)),
      ...(loadMs === undefined ? {} : { load_duration: nanoseconds(loadMs) }),
      ...(withUsage ? { prompt_eval_count: usage.input } : {}),
      ...(firstMs === undefined ? {} : { prompt_eval_duration: nanoseconds(firstMs - beganMs) }),
      ...(withUsage ? { eval_count: usage.output } : {}),
      ...(firstMs === undefined ? {} : { eval_duration: nanoseconds(endMs - firstMs) }),
    };
  }

  const line = (data: object): Frame => ({ data: JSON.stringify(data) });

  return {
    open: () => [],
    piece({ channel, text }) {
      firstMs ??= nowMs();
      return [line(response(channel === 'reasoning' ? { content: '', thinking: text } : { content: text }, false))];
    },
    close: (finish, usage, withUsage) => [line(last({ content: '' }, finish, usage, withUsage))],
    // the last line says that it is
    end: () => [],
    error: (message) => [line({ error: message })],
    malformed: () => [{ data: '{"model":"broken","message":{"role":"assistant","content":"ha' }],
    body(texts, finish, usage, withUsage) {
      firstMs = texts.firstMs;
      const thinking = texts.reasoning === '' ? {} : { thinking: texts.reasoning };
      return JSON.stringify(last({ content: texts.text, ...thinking }, finish, usage, withUsage));
    },
  };
}
