import { Failure } from '../../http/failure.ts';
import type { Asked } from '../api.ts';
import { invalid, isCount, isObject, isText, optional } from '../fields.ts';

export interface GenerateRequest {
  model: string;
  stream: boolean;
  maxTokens?: number;
  /** All text of the contents and of the system instruction, without anything between them. */
  prompt: string;
  /** The text of the last content of the user; empty without one. */
  question: string;
  fault?: string;
}

function textOf(content: unknown, param: string): string {
  if (!isObject(content) || !Array.isArray(content.parts)) throw invalid(param, content, 'an object with parts');
  return content.parts.map((part) => (isObject(part) && isText(part.text) ? part.text : '')).join('');
}

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseGenerate(body: unknown, { model = '', stream = false, query }: Asked): GenerateRequest {
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  if (stream && query.get('alt') !== 'sse') throw invalid('alt', query.get('alt') ?? undefined, 'sse');
  const { contents } = body;
  if (!Array.isArray(contents) || contents.length === 0) throw invalid('contents', contents, 'a non-empty array');
  let question = '';
  const texts = contents.map((content, index) => {
    const text = textOf(content, `contents[${index}]`);
    if (isObject(content) && (content.role ?? 'user') === 'user') question = text;
    return text;
  });
  const system = optional(body, 'systemInstruction', 'systemInstruction', isObject, 'an object with parts');
  if (system !== undefined) texts.unshift(textOf(system, 'systemInstruction'));
  const generation = optional(body, 'generationConfig', 'generationConfig', isObject, 'an object') ?? {};
  const cap = 'generationConfig.maxOutputTokens';
  const maxTokens = optional(generation, 'maxOutputTokens', cap, isCount, 'a whole number of at least 1');
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model,
    stream,
    prompt: texts.join(''),
    question,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(fault === undefined ? {} : { fault }),
  };
}
