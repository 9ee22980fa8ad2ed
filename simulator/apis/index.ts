import type { Api } from './api.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';
import { openaiCompletions } from './openai-completions/openai-completions.ts';
import { openaiResponses } from './openai-responses/openai-responses.ts';

/** Every API that the simulator speaks. */
export const apis: readonly Api[] = [openaiChat, openaiCompletions, openaiResponses];
