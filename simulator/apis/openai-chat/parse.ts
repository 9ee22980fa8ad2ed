import { Failure } from '../../http/failure.ts';
import { invalid, isBoolean, isCount, isObject, isText, optional } from '../fields.ts';

export interface ChatRequest {
  model: string;
  stream: boolean;
  includeUsage: boolean;
  continuousUsage: boolean;
  maxTokens?: number;
  /** All text of the messages, without anything between them. */
  prompt: string;
  /** The text of the last user message; empty without one. */
  question: string;
  fault?: string;
}

/** Text of a message's content: a string, or the text of its parts. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && isText(part.text) ? part.text : '')).join('');
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
export function parseChat(body: unknown): ChatRequest {
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  if (!isText(body.model) || body.model === '') throw invalid('model', body.model, 'the name of a model');
  const stream = optional(body, 'stream', 'stream', isBoolean, 'true or false') ?? false;
  const options = optional(body, 'stream_options', 'stream_options', isObject, 'an object');
  if (options !== undefined && !stream) {
    throw new Failure('bad_request', 400, "'stream_options' is only allowed with 'stream' true", {
      param: 'stream_options',
    });
  }
  const flag = (key: string) =>
    optional(options ?? {}, key, `stream_options.${key}`, isBoolean, 'true or false') ?? false;
  const maxTokens =
    optional(body, 'max_completion_tokens', 'max_completion_tokens', isCount, 'a whole number of at least 1') ??
    optional(body, 'max_tokens', 'max_tokens', isCount, 'a whole number of at least 1');
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model: body.model,
    stream,
    includeUsage: flag('include_usage'),
    continuousUsage: flag('continuous_usage_stats'),
    ...readMessages(body.messages),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(fault === undefined ? {} : { fault }),
  };
}
