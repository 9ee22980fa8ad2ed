import type { ProtocolName } from './names.ts';
import { openaiChat } from './openai-chat.ts';
import type { Protocol } from './protocol.ts';

/** Every API we can measure, by the name that `LLM_PROTOCOL` takes. */
export const protocols: Record<ProtocolName, Protocol> = {
  'openai-chat': openaiChat,
};
