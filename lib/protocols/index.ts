import type { Protocol } from './protocol.ts';

/**
 * Every API we can measure, by the name that `LLM_PROTOCOL` takes. Loaded when asked for, and a function, so that a
 * virtual user holds the one that it uses and nothing of the others.
 */
const registry = () => ({
  anthropic: () => import('./anthropic.ts'),
  'bedrock-converse': () => import('./bedrock-converse.ts'),
  'openai-chat': () => import('./openai-chat.ts'),
  'openai-completions': () => import('./openai-completions.ts'),
  'openai-responses': () => import('./openai-responses.ts'),
  gemini: () => import('./gemini.ts'),
  ollama: () => import('./ollama.ts'),
});

export type ProtocolName = keyof ReturnType<typeof registry>;

export function protocolNames(): ProtocolName[] {
  return Object.keys(registry()) as ProtocolName[];
}

export async function loadProtocol(name: ProtocolName): Promise<Protocol> {
  const exported: (Partial<Protocol> | undefined)[] = Object.values(await registry()[name]());
  return exported.find((one) => one?.name === name) as Protocol;
}
