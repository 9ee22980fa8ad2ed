import type { FrameRules } from '../measure/frame-rules.ts';

/**
 * Streamed messages of Anthropic and of what speaks like it. The type of a delta is told by its one key, so a gateway
 * that drops `type` is read too. `signature_delta`, `citations_delta` and `redacted_thinking` are nothing that was
 * generated to be read.
 */
export const anthropicFrames = (): FrameRules => ({
  pieces: [
    { channel: 'text', path: 'delta.text' },
    { channel: 'reasoning', path: 'delta.thinking' },
    // The start of a tool call tells its name; its first piece of input is often empty.
    { channel: 'tool', path: 'content_block.name' },
    { channel: 'tool', path: 'delta.partial_json' },
    // Empty at Anthropic; gateways that get a text whole put all of it here.
    { channel: 'text', path: 'content_block.text' },
    { channel: 'reasoning', path: 'content_block.thinking' },
  ],
  finish: ['delta.stop_reason'],
  // The whole message, so that its usage is told from that of the end: see anthropic-usage.ts.
  usage: ['usage', { path: 'message', when: { path: 'type', is: 'message_start' } }],
  error: ['error', { path: 'message', when: { path: 'type', is: 'error' } }],
  model: ['message.model'],
  extra: { service_tier: 'message.usage.service_tier' },
  // Gateways that stream for all in OpenAI's way end with its mark.
  end: { data: '[DONE]', when: { path: 'type', is: 'message_stop' } },
});

/** The same API answering with one JSON object. */
export const anthropicBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: 'content', path: 'text' },
    { channel: 'reasoning', each: 'content', path: 'thinking' },
    { channel: 'tool', each: 'content', path: 'name' },
  ],
  finish: ['stop_reason'],
  usage: ['usage'],
  error: ['error', { path: 'message', when: { path: 'type', is: 'error' } }, 'detail'],
  model: ['model'],
  extra: { service_tier: 'usage.service_tier' },
});
