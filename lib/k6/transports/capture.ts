import sse from 'k6/x/sse';
import type { Transport } from './transport.ts';

/** The extension's own exchange: timed in Go where the bytes are read; no JS runs while the stream is on. */
export const captureTransport: Transport = {
  name: 'capture',
  streams: true,
  measuresLag: true,
  exchange: ({ url, method, headers, body }, { timeoutMs, idleTimeoutMs, name }, frames) =>
    sse.capture(url, { method, headers, body, timeoutMs, idleTimeoutMs, frames, keep: ['text'], tags: { name } }),
};
