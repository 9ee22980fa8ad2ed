import { invalid, isObject, isText, optional } from '../fields.ts';
import { contentText } from '../messages.ts';
import { bodyObject, type RequestHead, readHead } from '../openai-chat/request-head.ts';

export interface ResponseRequest extends RequestHead {
  instructions: string | null;
  /** All text of the instructions and the input, without anything between. */
  prompt: string;
  /** The text of the last message of the user; empty without one. */
  question: string;
  store: boolean;
}

/** A text, or items: messages with a role, and others that carry no text, such as the output of a call. */
function readInput(input: unknown): Pick<ResponseRequest, 'prompt' | 'question'> {
  if (isText(input)) return { prompt: input, question: input };
  if (!Array.isArray(input) || input.length === 0) throw invalid('input', input, 'a text or a non-empty array');
  let question = '';
  const texts = input.map((item, index) => {
    if (!isObject(item) || !(isText(item.role) || isText(item.type)))
      throw invalid(`input[${index}]`, item, 'an object with a role or a type');
    const text = contentText(item.content);
    if (item.role === 'user') question = text;
    return text;
  });
  return { prompt: texts.join(''), question };
}

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseResponse(given: unknown): ResponseRequest {
  const body = bodyObject(given);
  const instructions = optional(body, 'instructions', 'instructions', isText, 'a text') ?? null;
  const { prompt, question } = readInput(body.input);
  return {
    ...readHead(body, ['max_output_tokens']),
    instructions,
    prompt: (instructions ?? '') + prompt,
    question,
    store: body.store !== false,
  };
}
