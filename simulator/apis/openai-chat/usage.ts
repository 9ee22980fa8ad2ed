import type { Usage } from '../api.ts';

/** OpenAI's usage object, complete; the time that loading took is no part of it, but some servers tell it. */
export function chatUsage(usage: Usage) {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    // Ollama's name and unit: ns
    ...(usage.loadMs === undefined ? {} : { load_duration: Math.round(usage.loadMs * 1e6) }),
  };
}
