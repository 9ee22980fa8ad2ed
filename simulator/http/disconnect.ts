import type { Socket } from 'node:net';

/** Long enough for a client to read what came before the reset. */
const readingMs = 5;

/**
 * Resets the connection (RST). Not at once: a reset may overtake data that is not read yet, and clients on libuv take
 * data and a reset that reach them together for a clean end.
 */
export function resetConnection(socket: Socket): void {
  setTimeout(() => socket.resetAndDestroy(), readingMs);
}
