import type { Finish } from './protocol.ts';

/** Finish reasons of OpenAI's chat and text completions and of the servers that call themselves compatible. */
export function finishOfChoice(raw: string): Finish {
  return finishReasons.get(raw) ?? 'other';
}

const finishReasons = new Map<string, Finish>([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['stop_sequence', 'stop'],
  ['length', 'length'],
  // Mistral's: the end of the context, not of max_tokens.
  ['model_length', 'length'],
  ['tool_calls', 'tool'],
  ['function_call', 'tool'],
  ['content_filter', 'filter'],
  // OpenRouter's provider failed in mid-answer; DeepSeek ran out of machines; vLLM and SGLang gave the request up.
  ['error', 'error'],
  ['insufficient_system_resource', 'error'],
  ['abort', 'error'],
]);
