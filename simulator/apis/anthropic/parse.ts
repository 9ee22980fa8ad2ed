import { Failure } from '../../http/failure.ts';
import type { Asked, ParsedRequest } from '../api.ts';
import { invalid, isBoolean, isCount, isObject, isText, optional } from '../fields.ts';
import { contentText, readMessages } from '../messages.ts';

export type MessagesRequest = Omit<ParsedRequest, 'answer'>;

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseMessages(body: unknown, { headers }: Asked): MessagesRequest {
  if (headers['anthropic-version'] === undefined) {
    throw new Failure('bad_request', 400, 'anthropic-version: header is required');
  }
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  if (!isText(body.model) || body.model === '') throw invalid('model', body.model, 'the name of a model');
  if (!isCount(body.max_tokens)) throw invalid('max_tokens', body.max_tokens, 'a whole number of at least 1');
  const { system = '' } = body;
  if (!isText(system) && !Array.isArray(system)) throw invalid('system', system, 'a text or an array of blocks');
  const said = readMessages(body.messages);
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model: body.model,
    stream: optional(body, 'stream', 'stream', isBoolean, 'true or false') ?? false,
    maxTokens: body.max_tokens,
    prompt: contentText(system) + said.prompt,
    question: said.question,
    ...(fault === undefined ? {} : { fault }),
  };
}
