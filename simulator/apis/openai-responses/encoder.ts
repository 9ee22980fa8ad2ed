import type { Frame } from '../../http/frame.ts';
import type { AnswerEncoder, Usage } from '../api.ts';
import { messageItem, reasoningItem, reasoningPart, textPart } from './output-items.ts';
import type { ResponseRequest } from './parse.ts';
import { type ResponseState, responseObject } from './response.ts';

/** Writes the events of a response in OpenAI's order: items are opened, told in deltas, told whole, and closed. */
export function createResponseEncoder(
  request: ResponseRequest,
  about: { id: string; createdS: number },
): AnswerEncoder {
  let sequenceNumber = 0;
  let isFailed = false;
  /** The channel of the item that is open. */
  let open: 'text' | 'reasoning' | undefined;
  let text = '';
  /** Items that are closed. */
  const output: unknown[] = [];

  function event(type: string, fields: Record<string, unknown>): Frame {
    const data = { type, ...fields, sequence_number: sequenceNumber };
    sequenceNumber += 1;
    return { event: type, data: JSON.stringify(data) };
  }

  const response = (state: ResponseState) => responseObject(request, about, state);
  const place = (kind: 'msg' | 'rs') => ({
    item_id: `${kind}_${about.id}`,
    output_index: output.length,
    content_index: 0,
  });

  function openItem(channel: 'text' | 'reasoning'): Frame[] {
    open = channel;
    text = '';
    const [item, part, at] =
      channel === 'text'
        ? [messageItem(about.id, 'in_progress', undefined), textPart(''), place('msg')]
        : [reasoningItem(about.id, undefined), reasoningPart(''), place('rs')];
    return [
      event('response.output_item.added', { output_index: output.length, item }),
      event('response.content_part.added', { ...at, part }),
    ];
  }

  function closeItem(isCut: boolean): Frame[] {
    if (open === undefined) return [];
    const isText = open === 'text';
    const at = place(isText ? 'msg' : 'rs');
    const item = isText
      ? messageItem(about.id, isCut ? 'incomplete' : 'completed', text)
      : reasoningItem(about.id, text);
    const frames = [
      isText
        ? event('response.output_text.done', { ...at, text, logprobs: [] })
        : event('response.reasoning_text.done', { ...at, text }),
      event('response.content_part.done', { ...at, part: isText ? textPart(text) : reasoningPart(text) }),
      event('response.output_item.done', { output_index: output.length, item }),
    ];
    output.push(item);
    open = undefined;
    return frames;
  }

  const told = (usage: Usage, withUsage: boolean) => (withUsage ? { usage } : {});

  return {
    open: () => {
      const begun = response({ status: 'in_progress' });
      return [event('response.created', { response: begun }), event('response.in_progress', { response: begun })];
    },
    piece(piece) {
      const frames: Frame[] = [];
      if (open !== piece.channel) frames.push(...closeItem(false), ...openItem(piece.channel));
      text += piece.text;
      frames.push(
        piece.channel === 'text'
          ? event('response.output_text.delta', { ...place('msg'), delta: piece.text, logprobs: [] })
          : event('response.reasoning_text.delta', { ...place('rs'), delta: piece.text }),
      );
      return frames;
    },
    close(finish, usage, withUsage) {
      const frames = closeItem(finish === 'length');
      const type = finish === 'length' ? 'response.incomplete' : 'response.completed';
      const whole = response({ status: 'ended', finish, output, ...told(usage, withUsage) });
      return [...frames, event(type, { response: whole })];
    },
    /** The API has no end mark; after an error it sends the response that failed. */
    end: () =>
      isFailed
        ? [
            event('response.failed', {
              response: response({ status: 'failed', message: 'The model failed to generate a response.' }),
            }),
          ]
        : [],
    error(message) {
      isFailed = true;
      return [event('error', { code: 'server_error', message, param: null })];
    },
    malformed: () => [
      { event: 'response.output_text.delta', data: '{"type":"response.output_text.delta","delta":"ha' },
    ],
    body(texts, finish, usage, withUsage) {
      const items: unknown[] = [];
      if (texts.reasoning !== '') items.push(reasoningItem(about.id, texts.reasoning));
      if (texts.text !== '')
        items.push(messageItem(about.id, finish === 'length' ? 'incomplete' : 'completed', texts.text));
      return JSON.stringify(response({ status: 'ended', finish, output: items, ...told(usage, withUsage) }));
    },
  };
}
