import type { IncomingMessage } from 'node:http';
import type { Api } from '../apis/api.ts';
import { Failure } from './failure.ts';

const bearer = { keyHeader: 'authorization' } as const;

/** Checks the key. The one that was sent is never repeated, in no reply and no log. */
export function authorise(
  request: IncomingMessage,
  apiKey: string | undefined,
  { keyHeader: header, keyStatus = { missing: 401, wrong: 401 } }: Pick<Api, 'keyHeader' | 'keyStatus'> = bearer,
): void {
  if (apiKey === undefined) return;
  const scheme = header === 'authorization' ? 'Bearer ' : '';
  const given = request.headers[header];
  if (given === undefined) {
    const how = header === 'authorization' ? 'Authorization: Bearer <key>' : `${header}: <key>`;
    throw new Failure('auth_missing', keyStatus.missing, `You didn't provide an API key. Send it as '${how}'.`);
  }
  if (given !== scheme + apiKey) throw new Failure('auth_wrong', keyStatus.wrong, 'Incorrect API key provided.');
}
