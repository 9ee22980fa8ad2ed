import type { Protocol } from '../protocols/protocol.ts';
import type { Capture } from './capture.ts';
import type { Outcome } from './measurement.ts';

interface Judged {
  outcome: Outcome;
  message?: string;
}

/**
 * Success is a finish reason seen and no error. An end mark is neither needed nor proof: servers send `[DONE]` after
 * errors and leave it out after good answers.
 */
export function outcomeOf(capture: Capture, protocol: Protocol, streamAsked: boolean): Judged {
  const { status, ended } = capture;
  if (status >= 300 || capture.error !== undefined) {
    const { kind, message } = protocol.failure(status, capture.headers, capture.body, capture.error);
    // Not where to: its query may be a key.
    return judged(kind, message ?? (status >= 300 && status < 400 ? 'a redirect, which is not followed' : undefined));
  }
  if (ended === 'timeout' || ended === 'idle_timeout') return judged(ended, capture.failure);
  if (ended === 'interrupted') return judged('interrupted');
  if (ended === 'too_large') return judged('malformed', capture.failure ?? 'the reply was larger than maxBytes');
  if (status === 0) return judged('network', capture.failure);
  // A connection that breaks after the answer was told to be complete has taken nothing from it.
  if (capture.finish === undefined) {
    if (ended === 'reset') return judged('network', capture.failure);
    // An answer came, and cannot be decoded: compressed in another way than it says, framed in another, damaged.
    if (ended === 'protocol') return judged('malformed', capture.failure);
    // A frame cut at its end is a stream cut short; one that brought nothing readable is another thing than the API.
    if (capture.malformed.n > 0 && capture.pieces === undefined) return judged('malformed', capture.malformed.first);
    if (capture.body && capture.pieces === undefined) return judged('malformed', capture.body.trim().slice(0, 200));
    return judged('truncated', 'the reply ended without a finish reason');
  }
  if (protocol.finish(capture.finish) === 'error') return judged('stream_error', `finish reason ${capture.finish}`);
  if (streamAsked && capture.body !== undefined)
    return judged('not_streamed', 'a JSON reply to a request that asked to stream');
  return capture.pieces === undefined ? judged('empty', 'a finish reason, and nothing generated') : judged('ok');
}

function judged(outcome: Outcome, message?: string): Judged {
  return message === undefined || message === '' ? { outcome } : { outcome, message };
}
