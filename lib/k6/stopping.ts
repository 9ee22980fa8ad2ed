import { type StopReason, stopReasons } from '../analysis/stop-reason.ts';
import type { Measurement } from '../measure/measurement.ts';
import { abort, emit } from './emit.ts';
import { shared } from './shared.ts';

const messages: Record<StopReason, string> = {
  auth: 'the endpoint refuses the API key',
  quota: 'the endpoint says that the quota is used up',
  budget: 'the next request might pass LLM_BUDGET_USD',
  saturation: 'the endpoint is saturated',
  daily: 'the daily allowance is unknown or too small for the plan',
};

/** A key that works can still be refused for one model or one moment; this many in a row is the key. */
const authFailuresInARow = 5;

let reasonHere: StopReason | undefined;
let succeededHere = 0;
let authFailuresHere = 0;

function stopReason(): StopReason | undefined {
  return shared ? stopReasons[shared.get('stopping') - 1] : reasonHere;
}

/**
 * Announces an exchange. False when the run is stopping: then nothing may be sent.
 * Counting comes before asking, so that no exchange can begin between the last one's end and the abort.
 */
export function enterExchange(): boolean {
  shared?.add('in_flight', 1);
  if (stopReason() === undefined) return true;
  leaveExchange();
  return false;
}

/** Ends what {@link enterExchange} began. The exchange that leaves last while the run is stopping ends it. */
export function leaveExchange(): void {
  const inFlight = shared?.add('in_flight', -1) ?? 0;
  const reason = stopReason();
  // Aborting cuts every stream, and a stream that was begun is paid for: wait for the last one.
  if (reason !== undefined && inFlight === 0) abort(`k6-llm: ${messages[reason]}`);
}

/** Makes the run end as soon as what is in flight has ended. Without the extension other VUs' streams are cut. */
export function stopRun(reason: StopReason): void {
  const first = shared ? shared.add('stops', 1) === 1 : reasonHere === undefined;
  reasonHere ??= reason;
  if (!first) return;
  shared?.add('stopping', stopReasons.indexOf(reason) + 1);
  emit({ llm_stopped: 1 }, { tags: { reason } });
}

/** Whether anything has succeeded yet, in this process (in this VU without the extension). */
export function anySucceeded(): boolean {
  return (shared ? shared.get('succeeded') : succeededHere) > 0;
}

/** A refused key or an exhausted quota fails every request to come: going on would only burn the schedule. */
export function stopOnRefusal({ outcome, status }: Measurement): void {
  if (outcome === 'quota') {
    stopRun('quota');
  } else if (outcome === 'auth' || status === 401 || status === 403) {
    authFailuresHere++;
    const inARow = shared ? shared.add('auth_failures', 1) : authFailuresHere;
    if (!anySucceeded() || inARow >= authFailuresInARow) stopRun('auth');
  } else {
    authFailuresHere = 0;
    if (shared && shared.get('auth_failures') !== 0) shared.add('auth_failures', -shared.get('auth_failures'));
    if (outcome !== 'ok') return;
    succeededHere++;
    shared?.add('succeeded', 1);
  }
}
