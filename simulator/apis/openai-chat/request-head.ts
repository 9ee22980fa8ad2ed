import { Failure } from '../../http/failure.ts';
import { invalid, isBoolean, isCount, isObject, isText, type Json, optional } from '../fields.ts';

/** What OpenAI's requests have in common, whichever of its APIs they go to. */
export interface RequestHead {
  model: string;
  stream: boolean;
  maxTokens?: number;
  fault?: string;
}

/** What a stream of chat or text completions is asked to tell of its usage. */
export interface StreamOptions {
  includeUsage: boolean;
  continuousUsage: boolean;
}

/** Throws unless the body is a JSON object. */
export function bodyObject(body: unknown): Json {
  if (!isObject(body)) throw new Failure('bad_request', 400, 'the body is not a JSON object');
  return body;
}

/** `capFields` are the names of the output cap, the first of them that is there counts. */
export function readHead(body: Json, capFields: readonly string[]): RequestHead {
  if (!isText(body.model) || body.model === '') throw invalid('model', body.model, 'the name of a model');
  const caps = capFields.map((field) => optional(body, field, field, isCount, 'a whole number of at least 1'));
  const maxTokens = caps.find((cap) => cap !== undefined);
  const fault = optional(body, 'x_sim_fault', 'x_sim_fault', isText, 'a text such as reset@5');
  return {
    model: body.model,
    stream: optional(body, 'stream', 'stream', isBoolean, 'true or false') ?? false,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(fault === undefined ? {} : { fault }),
  };
}

export function readStreamOptions(body: Json, stream: boolean): StreamOptions {
  const options = optional(body, 'stream_options', 'stream_options', isObject, 'an object');
  if (options !== undefined && !stream) {
    throw new Failure('bad_request', 400, "'stream_options' is only allowed with 'stream' true", {
      param: 'stream_options',
    });
  }
  const flag = (key: string) =>
    optional(options ?? {}, key, `stream_options.${key}`, isBoolean, 'true or false') ?? false;
  return { includeUsage: flag('include_usage'), continuousUsage: flag('continuous_usage_stats') };
}
