import type { IncomingMessage } from 'node:http';
import { Failure } from './failure.ts';

/** Checks the bearer key. The key that was sent is never repeated, in no reply and no log. */
export function authorise(request: IncomingMessage, apiKey: string | undefined): void {
  if (apiKey === undefined) return;
  const given = request.headers.authorization;
  if (given === undefined) {
    throw new Failure('auth_missing', 401, "You didn't provide an API key. Send it as 'Authorization: Bearer <key>'.");
  }
  if (given !== `Bearer ${apiKey}`) throw new Failure('auth_wrong', 401, 'Incorrect API key provided.');
}
