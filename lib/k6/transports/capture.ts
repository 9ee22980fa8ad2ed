import sse from 'k6/x/sse';
import { bodyRules, captureParams } from './capture-params.ts';
import type { Transport } from './transport.ts';

/** The extension's own exchange: timed in Go by when the bytes came; no JS runs while the stream is on. */
export const captureTransport: Transport = {
  name: 'capture',
  streams: true,
  measuresLag: true,
  prepare(protocol) {
    sse.defineRules(protocol.name, protocol.frames);
    sse.defineRules(bodyRules(protocol), protocol.body);
  },
  exchange: ({ url, method, headers, body }, limits, protocol) =>
    sse.capture(url, { method, headers, body, ...captureParams(limits, protocol) }),
};
