import type { FrameRules, PieceRule } from '../measure/frame-rules.ts';
import { flatErrors } from './flat-errors.ts';

/**
 * Mistral's reasoning models send content as an array of typed parts, a thinking one with parts of its own. Rules walk one
 * array, so three of these are read, and two answers of one frame.
 */
const contentParts = (each: string): PieceRule[] => [
  { channel: 'text', each, path: 'text', when: { path: 'type', is: 'text' } },
  ...[0, 1, 2].map((n) => ({
    channel: 'reasoning',
    each,
    path: `thinking.${n}.text`,
    when: { path: 'type', is: 'thinking' },
  })),
];

/**
 * Streamed chat completions of OpenAI and of everything that calls itself compatible. What varies between them is in
 * test/fixtures/streams/openai-chat, a golden stream for each.
 */
export const openaiChatFrames = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: 'choices', path: 'delta.content' },
    { channel: 'refusal', each: 'choices', path: 'delta.refusal' },
    // DeepSeek, llama.cpp and older vLLM say reasoning_content; newer vLLM, Ollama, Groq and OpenRouter say reasoning.
    // A gateway that sends both sends the same text twice.
    { channel: 'reasoning', each: 'choices', path: 'delta.reasoning_content' },
    { channel: 'reasoning', each: 'choices', path: 'delta.reasoning', unless: { path: 'delta.reasoning_content' } },
    { channel: 'tool', each: 'choices', path: 'delta.tool_calls.0.function.name' },
    { channel: 'tool', each: 'choices', path: 'delta.tool_calls.0.function.arguments' },
    { channel: 'tool', each: 'choices', path: 'delta.function_call.name' },
    { channel: 'tool', each: 'choices', path: 'delta.function_call.arguments' },
    ...contentParts('choices.0.delta.content'),
    ...contentParts('choices.1.delta.content'),
  ],
  finish: [{ each: 'choices', path: 'finish_reason' }],
  usage: ['usage', 'x_groq.usage'],
  error: ['error', 'x_groq.error', 'choices.0.error', ...flatErrors()],
  model: ['model'],
  // Usage on a frame with a choice is a running count (vLLM); on a frame of its own it is the total.
  count: [{ path: 'usage.completion_tokens', when: { path: 'choices.0' } }, 'timings.predicted_n'],
  extra: { service_tier: 'service_tier', provider: 'provider' },
  end: { data: '[DONE]' },
});

/** The same API answering with one JSON object. */
export const openaiChatBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: 'choices', path: 'message.content' },
    { channel: 'refusal', each: 'choices', path: 'message.refusal' },
    { channel: 'reasoning', each: 'choices', path: 'message.reasoning_content' },
    { channel: 'reasoning', each: 'choices', path: 'message.reasoning', unless: { path: 'message.reasoning_content' } },
    { channel: 'tool', each: 'choices', path: 'message.tool_calls.0.function.name' },
    { channel: 'tool', each: 'choices', path: 'message.function_call.name' },
    ...contentParts('choices.0.message.content'),
    ...contentParts('choices.1.message.content'),
  ],
  finish: [{ each: 'choices', path: 'finish_reason' }],
  usage: ['usage', 'x_groq.usage'],
  error: ['error', 'x_groq.error', 'choices.0.error', ...flatErrors(), 'detail'],
  model: ['model'],
  extra: { service_tier: 'service_tier', provider: 'provider' },
});
