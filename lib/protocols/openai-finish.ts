import type { Finish } from './protocol.ts';

/** Finish reasons of OpenAI's chat and text completions and of the servers that call themselves compatible. */
export function finishOfChoice(raw: string): Finish {
  switch (raw) {
    case 'stop':
    case 'eos':
    case 'eos_token':
    case 'stop_sequence':
      return 'stop';
    case 'length':
    // Mistral's: the end of the context, not of max_tokens.
    case 'model_length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'tool';
    case 'content_filter':
      return 'filter';
    // OpenRouter's provider failed in mid-answer; DeepSeek ran out of machines; vLLM and SGLang gave the request up.
    case 'error':
    case 'insufficient_system_resource':
    case 'abort':
      return 'error';
    default:
      return 'other';
  }
}
