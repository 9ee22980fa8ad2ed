import { expect, it } from 'vitest';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { refuseFraming } from '../../lib/protocols/refuse-framing.ts';

const binary = { name: 'bedrock-converse', framing: 'aws-eventstream' } as Protocol;

it('a binary stream through the community extension is refused, with the two ways out', () => {
  expect(() => refuseFraming(binary, 'open', true)).toThrow(
    'LLM_PROTOCOL=bedrock-converse streams as aws-eventstream, and the transport open reads server-sent events only: ' +
      'use capture, which a k6 built with `npx k6-llm build-k6` has, or measure whole replies with ' +
      'LLM_STREAM=false LLM_TRANSPORT=http',
  );
});

it.each([
  ['our own transport', binary, 'capture', true],
  ['whole replies', binary, 'open', false],
  ['server-sent events', { name: 'anthropic' } as Protocol, 'open', true],
])('%s can be read', (_, protocol, transport, streamAsked) => {
  expect(() => refuseFraming(protocol, transport, streamAsked)).not.toThrow();
});
