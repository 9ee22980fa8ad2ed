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
    if (capture.body && capture.pieces === undefined)
      return judged('malformed', otherReply(capture.body, capture.headers));
    if (capture.malformed.n > 0 && capture.pieces === undefined) return judged('malformed', otherFrames(capture));
    return judged('truncated', 'the reply ended without a finish reason');
  }
  if (protocol.finish(capture.finish) === 'error') return judged('stream_error', `finish reason ${capture.finish}`);
  if (streamAsked && capture.body !== undefined)
    return judged('not_streamed', 'a JSON reply to a request that asked to stream');
  return capture.pieces === undefined ? judged('empty', 'a finish reason, and nothing generated') : judged('ok');
}

// Neither shows a word of the reply: it may be the answer, of another API or without any, and a row holds none.

function otherReply(body: string, headers: Record<string, string>): string {
  const text = body.trim();
  const [type = ''] = (headers['Content-Type'] ?? '').split(';');
  // Whole or not at all: the half of a key would not be recognised as one.
  const label = type === '' || type.length > 80 ? 'no known type' : type;
  const kind = /^(data|event|id|retry)?:/.test(text) ? 'an event stream, ' : '';
  return `not this API's reply: ${kind}${text.length} characters of ${label}`;
}

function otherFrames({ malformed }: Capture): string {
  return `not this API's stream: ${malformed.n} frames that cannot be read, and nothing generated`;
}

function judged(outcome: Outcome, message?: string): Judged {
  return message === undefined || message === '' ? { outcome } : { outcome, message };
}
