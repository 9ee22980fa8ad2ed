import { LlmError } from '../options/llm-error.ts';
import type { Protocol } from './protocol.ts';

/** @throws LlmError where the base URL goes on to the API's own path, which the protocol adds */
export function refuseFullPath(baseUrl: string, { path, unstreamedPath = path }: Protocol): void {
  const [address = '', ...query] = baseUrl.split('?');
  for (const full of [path, unstreamedPath]) {
    const literals = full.split('{model}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const root = address.replace(new RegExp(`${literals.join('[^/]+')}$`), '');
    if (root === address) continue;
    const accepted = [root, ...query].join('?');
    throw new LlmError(`LLM_BASE_URL=${baseUrl}: accepted is the root of the API, here ${accepted}`);
  }
}
