import sse from 'k6/x/sse';
import type { Protocol } from '../../protocols/protocol.ts';
import type { Transport } from './transport.ts';

const bodyOf = ({ name }: Protocol): string => `${name} body`;

/**
 * The extension's own exchange: timed in Go by when the bytes came; no JS runs while the stream is on. Rules are
 * defined once for all virtual users, who name them: as objects they would weigh 40 kB in each.
 */
export const captureTransport: Transport = {
  name: 'capture',
  streams: true,
  measuresLag: true,
  prepare(protocol) {
    sse.defineRules(protocol.name, protocol.frames);
    sse.defineRules(bodyOf(protocol), protocol.body);
  },
  exchange: ({ url, method, headers, body }, { timeoutMs, idleTimeoutMs, name }, protocol) =>
    sse.capture(url, {
      method,
      headers,
      body,
      timeoutMs,
      idleTimeoutMs,
      framing: protocol.framing,
      frames: protocol.name,
      wholeBody: bodyOf(protocol),
      keep: ['text'],
      tags: { name },
    }),
};
