import secrets from 'k6/secrets';
import type { Options } from '../options/table.ts';

/** The key from `LLM_API_KEY`, or the k6 secret that `LLM_API_KEY_SECRET` names; undefined for endpoints without one. */
export async function resolveApiKey({ apiKey, apiKeySecret }: Options): Promise<string | undefined> {
  return apiKey ?? (apiKeySecret === undefined ? undefined : await secrets.get(apiKeySecret));
}
