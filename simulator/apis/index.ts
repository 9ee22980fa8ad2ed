import { anthropic } from './anthropic/anthropic.ts';
import type { Api } from './api.ts';
import { bedrockConverse } from './bedrock-converse/bedrock-converse.ts';
import { gemini } from './gemini/gemini.ts';
import { ollama } from './ollama/ollama.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';
import { openaiCompletions } from './openai-completions/openai-completions.ts';
import { openaiResponses } from './openai-responses/openai-responses.ts';

/** Every API that the simulator speaks. */
export const apis: readonly Api[] = [
  anthropic,
  bedrockConverse,
  gemini,
  ollama,
  openaiChat,
  openaiCompletions,
  openaiResponses,
];
