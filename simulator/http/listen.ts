import type { Server } from 'node:net';

/** Resolves when the server listens; an address in use is an error that says so. */
export function listen(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${at.host}:${at.port}`;
      if (error.code !== 'EADDRINUSE') return reject(new Error(`cannot listen on ${where}: ${error.message}`));
      reject(new Error(`${where} is already in use: choose another port, or 0 for a free one`));
    });
    server.listen(at.port, at.host, resolve);
  });
}
