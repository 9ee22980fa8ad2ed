import type { Protocol } from './protocol.ts';

/**
 * Every API we can measure, by the name that `LLM_PROTOCOL` takes. Loaded when asked for, and a function, so that a
 * virtual user holds the one that it uses and nothing of the others.
 */
const registry = () => ({
  anthropic: () => import('./anthropic.ts').then(({ anthropic }) => anthropic),
  'bedrock-converse': () => import('./bedrock-converse.ts').then(({ bedrockConverse }) => bedrockConverse),
  'openai-chat': () => import('./openai-chat.ts').then(({ openaiChat }) => openaiChat),
  'openai-completions': () => import('./openai-completions.ts').then(({ openaiCompletions }) => openaiCompletions),
  'openai-responses': () => import('./openai-responses.ts').then(({ openaiResponses }) => openaiResponses),
  gemini: () => import('./gemini.ts').then(({ gemini }) => gemini),
  ollama: () => import('./ollama.ts').then(({ ollama }) => ollama),
});

export type ProtocolName = keyof ReturnType<typeof registry>;

export function protocolNames(): ProtocolName[] {
  return Object.keys(registry()) as ProtocolName[];
}

export function loadProtocol(name: ProtocolName): Promise<Protocol> {
  return registry()[name]();
}
