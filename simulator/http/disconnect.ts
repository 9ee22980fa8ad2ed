import type { Socket } from 'node:net';

/** Resets the connection (RST) once what was written has left; a reset would take it along. */
export function resetAfterWrites(socket: Socket): void {
  if (socket.writableLength === 0) socket.resetAndDestroy();
  else socket.write('', () => socket.resetAndDestroy()); // called after the writes before it
}
