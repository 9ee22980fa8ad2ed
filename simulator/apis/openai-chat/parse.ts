import { invalid, isObject, isText } from '../fields.ts';
import { contentText } from '../messages.ts';
import { bodyObject, type RequestHead, readHead, readStreamOptions, type StreamOptions } from './request-head.ts';

export interface ChatRequest extends RequestHead, StreamOptions {
  /** All text of the messages, without anything between them. */
  prompt: string;
  /** The text of the last user message; empty without one. */
  question: string;
}

function readMessages(messages: unknown): Pick<ChatRequest, 'prompt' | 'question'> {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages', messages, 'a non-empty array');
  let question = '';
  const texts = messages.map((message, index) => {
    if (!isObject(message) || !isText(message.role))
      throw invalid(`messages[${index}]`, message, 'an object with a role');
    const text = contentText(message.content);
    if (message.role === 'user') question = text;
    return text;
  });
  return { prompt: texts.join(''), question };
}

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseChat(given: unknown): ChatRequest {
  const body = bodyObject(given);
  const head = readHead(body, ['max_completion_tokens', 'max_tokens']);
  return { ...head, ...readStreamOptions(body, head.stream), ...readMessages(body.messages) };
}
