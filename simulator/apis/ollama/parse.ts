import { Failure } from '../../http/failure.ts';
import { invalid, isBoolean, isObject, isText, optional } from '../fields.ts';

export interface OllamaRequest {
  model: string;
  stream: boolean;
  maxTokens?: number;
  /** All text of the messages, without anything between them. */
  prompt: string;
  /** The text of the last user message; empty without one. */
  question: string;
  fault?: string;
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseOllama(body: unknown): OllamaRequest {
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  if (!isText(body.model) || body.model === '') throw new Failure('bad_request', 400, 'model is required');
  const { messages } = body;
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('messages', messages, 'a non-empty array');
  let question = '';
  const texts = messages.map((message, index) => {
    if (!isObject(message) || !isText(message.role))
      throw invalid(`messages[${index}]`, message, 'an object with a role');
    const text = optional(message, 'content', `messages[${index}].content`, isText, 'a text') ?? '';
    if (message.role === 'user') question = text;
    return text;
  });
  const options = optional(body, 'options', 'options', isObject, 'an object') ?? {};
  const cap = optional(options, 'num_predict', 'options.num_predict', isWhole, 'a whole number') ?? -1;
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model: body.model,
    // streams unless told not to
    stream: optional(body, 'stream', 'stream', isBoolean, 'true or false') ?? true,
    prompt: texts.join(''),
    question,
    // -1 is no cap
    ...(cap < 1 ? {} : { maxTokens: cap }),
    ...(fault === undefined ? {} : { fault }),
  };
}
