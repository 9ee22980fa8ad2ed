import { nowMs } from '../clock.ts';
import { resetConnection } from '../http/disconnect.ts';
import type { ColdReply } from '../model/cold-reply.ts';
import type { Incoming } from './exchange.ts';

/** Carries out what a request gets in place of an answer while the model loads. `callAt`: where to fetch it. */
export function turnAway(incoming: Incoming, instead: NonNullable<ColdReply['instead']>, callAt: () => string): void {
  const { request, response, truth, headers } = incoming;
  if (instead === 'reset') {
    truth.settle('reset', nowMs());
    resetConnection(request.socket);
  } else if (instead === 'redirect') {
    truth.record.status = 303;
    incoming.endAs('redirected');
    response.writeHead(303, { ...headers, location: callAt(), 'content-length': 0 });
    response.end();
  } else incoming.reject(instead);
}
