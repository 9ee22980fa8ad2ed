import { LlmError } from '../options/llm-error.ts';
import type { Protocol } from './protocol.ts';

/**
 * The community extension's `open` knows server-sent events alone: of any other stream it would hand over scraps, and
 * what is made of them would look like a measurement.
 *
 * @throws LlmError where a stream is asked for that the transport cannot read
 */
export function refuseFraming({ name, framing }: Protocol, transport: string, streamAsked: boolean): void {
  if (!streamAsked || framing === undefined || transport !== 'open') return;
  throw new LlmError(
    `LLM_PROTOCOL=${name} streams as ${framing}, and the transport open reads server-sent events only: ` +
      'use capture, which a k6 built with `npx k6-llm build-k6` has, or measure whole replies with ' +
      'LLM_STREAM=false LLM_TRANSPORT=http',
  );
}
