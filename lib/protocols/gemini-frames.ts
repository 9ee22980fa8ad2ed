import type { FrameRules } from '../measure/frame-rules.ts';

const parts = 'candidates.0.content.parts';

/** One answer of Gemini as one JSON object; a stream is the same shape again and again. */
export const geminiBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: parts, path: 'text', unless: { path: 'thought' } },
    { channel: 'reasoning', each: parts, path: 'text', when: { path: 'thought', is: true } },
    { channel: 'tool', each: parts, path: 'functionCall.name' },
    { channel: 'tool', each: parts, path: 'executableCode.code' },
  ],
  // A prompt that is refused has no candidates: the block reason is all that ends it.
  finish: [{ each: 'candidates', path: 'finishReason' }, 'promptFeedback.blockReason'],
  usage: ['usageMetadata'],
  error: ['error', '0.error'],
  model: ['modelVersion'],
  // Of Vertex: whether the provisioned throughput served it.
  extra: { service_tier: 'usageMetadata.trafficType' },
});

/** `streamGenerateContent?alt=sse`. It has no end mark; gateways that stream for all in OpenAI's way end with theirs. */
export const geminiFrames = (): FrameRules => ({
  ...geminiBody(),
  count: [{ path: 'usageMetadata.candidatesTokenCount', when: { path: 'candidates.0' } }],
  end: { data: '[DONE]' },
});
