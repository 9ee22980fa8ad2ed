import type { Api } from './api.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';

/** Every API that the simulator speaks. */
export const apis: readonly Api[] = [openaiChat];
