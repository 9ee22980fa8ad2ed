import type { FrameRules } from '../measure/frame-rules.ts';
import { flatErrors } from './flat-errors.ts';

/** Streamed text completions: no role, no channels, one text. vLLM with `echo` sends the prompt's own text first. */
export const openaiCompletionsFrames = (): FrameRules => ({
  pieces: [{ channel: 'text', each: 'choices', path: 'text' }],
  finish: [{ each: 'choices', path: 'finish_reason' }],
  usage: ['usage'],
  error: ['error', 'choices.0.error', ...flatErrors()],
  model: ['model'],
  // Usage on a frame with a choice is a running count (vLLM); on a frame of its own it is the total.
  count: [{ path: 'usage.completion_tokens', when: { path: 'choices.0' } }, 'timings.predicted_n'],
  extra: { service_tier: 'service_tier', provider: 'provider' },
  end: { data: '[DONE]' },
});

/** The same API answering with one JSON object: it has the shape of a frame. */
export const openaiCompletionsBody = (): FrameRules => ({
  pieces: [{ channel: 'text', each: 'choices', path: 'text' }],
  finish: [{ each: 'choices', path: 'finish_reason' }],
  usage: ['usage'],
  error: ['error', 'choices.0.error', ...flatErrors(), 'detail'],
  model: ['model'],
  extra: { service_tier: 'service_tier', provider: 'provider' },
});
