import type { IncomingMessage } from 'node:http';
import { Failure } from './failure.ts';

/** Far above any prompt; below what would hurt. */
const maxBodyBytes = 10 * 1024 * 1024;

/** The whole body as text. Beyond the limit it fails at once; Node then reads and forgets the rest. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      else reject(new Failure('too_large', 413, `the body is larger than ${maxBodyBytes} bytes`));
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('bad_request', 400, `the body is not valid JSON: ${(error as Error).message}`);
  }
}
