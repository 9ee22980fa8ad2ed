import type { IncomingMessage } from 'node:http';
import type { Api } from '../apis/api.ts';
import { Failure } from './failure.ts';

/** Checks the key. The one that was sent is never repeated, in no reply and no log. */
export function authorise(
  request: IncomingMessage,
  apiKey: string | undefined,
  header: Api['keyHeader'] = 'authorization',
): void {
  if (apiKey === undefined) return;
  const scheme = header === 'authorization' ? 'Bearer ' : '';
  const given = request.headers[header];
  if (given === undefined) {
    const how = header === 'authorization' ? 'Authorization: Bearer <key>' : `${header}: <key>`;
    throw new Failure('auth_missing', 401, `You didn't provide an API key. Send it as '${how}'.`);
  }
  if (given !== scheme + apiKey) throw new Failure('auth_wrong', 401, 'Incorrect API key provided.');
}
