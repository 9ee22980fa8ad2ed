import { nowMs } from '../clock.ts';
import type { Fault } from '../faults/parse.ts';
import { htmlPage, quotaFailure, rateLimitFailure, statusFailure } from '../faults/rejection.ts';
import type { RejectName } from '../faults/table.ts';
import { resetConnection } from '../http/disconnect.ts';
import { sendWhole } from '../http/send.ts';
import type { Incoming } from './exchange.ts';

/** Carries out a fault that comes before any slot. */
export function rejectByFault(incoming: Incoming, fault: Fault): void {
  const { truth, response, request, headers } = incoming;
  switch (fault.name as RejectName) {
    case 'status':
      incoming.reject(statusFailure(fault.argument));
      break;
    case 'rate-limited':
      incoming.reject(rateLimitFailure(fault.argument));
      break;
    case 'quota':
      incoming.reject(quotaFailure());
      break;
    case 'html':
      truth.record.status = fault.argument;
      incoming.endAs('rejected');
      sendWhole(response, fault.argument, 'text/html', htmlPage(fault.argument), headers);
      break;
    case 'silent':
      break; // the request stays open until the client has had enough
    case 'drop':
      truth.settle('reset', nowMs());
      resetConnection(request.socket);
      break;
  }
}
