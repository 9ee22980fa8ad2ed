import type { Frame } from '../../http/frame.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';

const finishReasons: Record<Finish, string> = { stop: 'STOP', length: 'MAX_TOKENS' };

/** Thoughts are counted apart from the candidates, and the total has all. */
function usageMetadata({ input, cached, output, reasoning }: Usage) {
  return {
    promptTokenCount: input,
    ...(output > reasoning ? { candidatesTokenCount: output - reasoning } : {}),
    totalTokenCount: input + output,
    ...(cached > 0 ? { cachedContentTokenCount: cached } : {}),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
    ...(reasoning > 0 ? { thoughtsTokenCount: reasoning } : {}),
  };
}

/** Writes `GenerateContentResponse`s, with the counts so far on each. */
export function createGenerateEncoder(model: string, about: { id: string }): AnswerEncoder {
  function response(parts: object[], usage: Usage | undefined, finish?: Finish) {
    return {
      candidates: [
        {
          content: { parts, role: 'model' },
          ...(finish === undefined ? {} : { finishReason: finishReasons[finish] }),
          index: 0,
        },
      ],
      ...(usage === undefined ? {} : { usageMetadata: usageMetadata(usage) }),
      modelVersion: model,
      responseId: about.id,
    };
  }

  const frame = (data: object): Frame => ({ data: JSON.stringify(data) });
  const thought = (text: string) => ({ text, thought: true });

  return {
    open: () => [],
    piece: ({ channel, text, usage }) => [frame(response([channel === 'reasoning' ? thought(text) : { text }], usage))],
    close: (finish, usage, withUsage) => [frame(response([{ text: '' }], withUsage ? usage : undefined, finish))],
    // the end of the body is the only one there is
    end: () => [],
    error: (message) => [frame({ error: { code: 500, message, status: 'INTERNAL' } })],
    malformed: () => [{ data: '{"candidates":[{"content":{"parts":[{"text":"ha' }],
    body({ text, reasoning }, finish, usage, withUsage) {
      const parts = reasoning === '' ? [{ text }] : [thought(reasoning), { text }];
      return `${JSON.stringify(response(parts, withUsage ? usage : undefined, finish), null, 2)}\n`;
    },
  };
}
