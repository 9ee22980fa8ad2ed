import type { FrameRules } from '../measure/frame-rules.ts';

/**
 * Bedrock's ConverseStream: one object for each message of the event stream, its string headers beside its payload.
 * What says why it ended (`messageStop`) comes before the usage (`metadata`), which is the last event.
 */
export const bedrockConverseFrames = (): FrameRules => ({
  pieces: [
    { channel: 'text', path: 'payload.delta.text' },
    { channel: 'reasoning', path: 'payload.delta.reasoningContent.text' },
    { channel: 'tool', path: 'payload.start.toolUse.name' },
    { channel: 'tool', path: 'payload.delta.toolUse.input' },
  ],
  finish: ['payload.stopReason'],
  usage: ['payload.usage'],
  // Modelled exceptions have a type, an error of the service that is none of them has a code.
  error: [':exception-type', ':error-code'],
  // Only a prompt router tells which model it chose.
  model: ['payload.trace.promptRouter.invokedModelId'],
  extra: {
    latency_ms: 'payload.metrics.latencyMs',
    service_tier: 'payload.serviceTier.type',
    performance: 'payload.performanceConfig.latency',
  },
  end: { when: { path: ':event-type', is: 'metadata' } },
});

/** Converse: the same API answering with one JSON object. */
export const bedrockConverseBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: 'output.message.content', path: 'text' },
    { channel: 'reasoning', each: 'output.message.content', path: 'reasoningContent.reasoningText.text' },
    { channel: 'tool', each: 'output.message.content', path: 'toolUse.name' },
  ],
  finish: ['stopReason'],
  usage: ['usage'],
  // AWS answers 200 to an operation that it does not know, with an `Output` that names only that.
  error: ['__type', 'Output.__type'],
  model: ['trace.promptRouter.invokedModelId'],
  extra: {
    latency_ms: 'metrics.latencyMs',
    service_tier: 'serviceTier.type',
    performance: 'performanceConfig.latency',
  },
});
