import { asObject } from '../measure/json-object.ts';
import type { RequestConfig } from './protocol.ts';

/**
 * Extra fields where the body's parameters stand in an object of their own: given ones join ours and do not take the
 * place of all of them, or one more parameter would take the output cap away. null removes the object.
 */
export function nestExtra(config: RequestConfig, key: string, ours: Record<string, unknown>): RequestConfig {
  const given = config.extraBody?.[key];
  if (given === undefined || given === null) return config;
  return { ...config, extraBody: { ...config.extraBody, [key]: { ...ours, ...asObject(given) } } };
}

/** Asks a stream for its usage, too; further options of the stream join that. Gives the extra fields as `nestExtra` does. */
export function askForUsage(body: Record<string, unknown>, config: RequestConfig): RequestConfig {
  if (!config.stream) return config;
  const options = { include_usage: true };
  body.stream_options = options;
  return nestExtra(config, 'stream_options', options);
}
