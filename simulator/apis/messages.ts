import { invalid, isObject, isText } from './fields.ts';

/** What a chat's messages say. */
export interface Said {
  /** All text of the messages, without anything between them. */
  prompt: string;
  /** The text of the last user message; empty without one. */
  question: string;
}

/** Text of a message's content: a string, or the text of its parts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && isText(part.text) ? part.text : '')).join('');
}

/** Reads `messages` of an API whose system prompt has a place of its own: as a message it is refused. */
export function readMessages(messages: unknown): Said {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages', messages, 'a non-empty array');
  let question = '';
  const texts = messages.map((message, index) => {
    if (!isObject(message) || (message.role !== 'user' && message.role !== 'assistant'))
      throw invalid(`messages[${index}]`, message, 'an object with the role user or assistant');
    const text = contentText(message.content);
    if (message.role === 'user') question = text;
    return text;
  });
  return { prompt: texts.join(''), question };
}
