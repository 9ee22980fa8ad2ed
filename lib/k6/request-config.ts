import type { Options } from '../options/table.ts';
import type { RequestConfig } from '../protocols/protocol.ts';

/** What a protocol must know of a run to build its requests. */
export function requestConfig(options: Options, apiKey: string | undefined, stream: boolean): RequestConfig {
  const { baseUrl, model, maxTokens, maxTokensField, temperature, extraBody, extraHeaders } = options;
  return {
    baseUrl,
    model,
    maxTokens,
    stream,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(maxTokensField === 'auto' ? {} : { maxTokensField }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(extraBody === undefined ? {} : { extraBody }),
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
  };
}
