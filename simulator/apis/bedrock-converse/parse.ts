import { Failure } from '../../http/failure.ts';
import type { Asked, ParsedRequest } from '../api.ts';
import { invalid, isCount, isObject, isText, optional } from '../fields.ts';
import { contentText, readMessages } from '../messages.ts';

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseConverse(body: unknown, { model = '', stream = false }: Asked): Omit<ParsedRequest, 'answer'> {
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  const { system = [], messages } = body;
  if (!Array.isArray(system)) throw invalid('system', system, 'an array of blocks');
  const said = readMessages(messages);
  for (const [index, message] of (messages as unknown[]).entries()) {
    const content = isObject(message) ? message.content : undefined;
    if (!Array.isArray(content)) throw invalid(`messages[${index}].content`, content, 'an array of blocks');
  }
  const inference = optional(body, 'inferenceConfig', 'inferenceConfig', isObject, 'an object') ?? {};
  const cap = 'inferenceConfig.maxTokens';
  const maxTokens = optional(inference, 'maxTokens', cap, isCount, 'a whole number of at least 1');
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model,
    stream,
    prompt: contentText(system) + said.prompt,
    question: said.question,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(fault === undefined ? {} : { fault }),
  };
}
