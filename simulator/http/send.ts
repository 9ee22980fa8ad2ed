import type { ServerResponse } from 'node:http';
import { nowMs } from '../clock.ts';
import type { Framing } from './framing.ts';

/** A whole reply with its length. */
export function sendWhole(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/**
 * Writes a piece of a stream at once and tells when. Left alone, Node corks the socket until the end of the tick, and
 * the first of a hundred streams due together would leave after the last was encoded.
 */
export function writeNow(response: ServerResponse, text: string, encoding: Framing['encoding']): number {
  const socket = response.socket;
  socket?.cork();
  const writtenMs = nowMs();
  response.write(text, encoding);
  socket?.uncork();
  return writtenMs;
}
