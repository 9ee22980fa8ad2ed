import { asObject } from '../measure/json-object.ts';
import type { Failure, FailureKind } from './protocol.ts';

const quotaCodes =
  /insufficient_quota|credit_balance|billing|spend_limit|usage_limit_exceeded|quota_exceeded|insufficient (balance|credits)/i;
const overloadedCodes = /overloaded|unavailable_error|server_overloaded|model is not ready/i;

/**
 * What a failed reply of an OpenAI-shaped API means. Errors come as an object, a string, flat, as `detail`, as plain
 * text or as HTML, and error frames under status 200 may carry the real status in `code`.
 */
export function failureFromOpenai(
  status: number,
  _headers: Record<string, string>,
  body: string | undefined,
  errorFrame: string | undefined,
): Failure {
  const told = describe(errorFrame ?? body);
  const kind = status >= 300 ? kindOf(status, told.words) : kindInReply(told);
  return told.message === undefined ? { kind } : { kind, message: told.message };
}

function kindOf(status: number, words: string): FailureKind {
  if (status === 402 || (status === 429 && quotaCodes.test(words))) return 'quota';
  if (status === 429) return overloadedCodes.test(words) ? 'overloaded' : 'rate_limited';
  if (status === 401 || status === 403) return 'auth';
  if (status === 498 || status === 503 || status === 529) return 'overloaded';
  if (status === 400 || status === 404 || status === 413 || status === 422) return 'bad_request';
  return 'http_error';
}

/** An error told inside a reply with status 200: an error of the stream, unless it says that it is a limit. */
function kindInReply({ status = 0, words }: Told): FailureKind {
  const kind = quotaCodes.test(words) ? 'quota' : kindOf(status, words);
  return kind === 'quota' || kind === 'rate_limited' || kind === 'overloaded' ? kind : 'stream_error';
}

interface Told {
  message?: string;
  /** Everything that names the kind of error: code, type and message together. */
  words: string;
  /** An HTTP status told inside the reply. */
  status?: number;
}

function describe(text: string | undefined): Told {
  if (!text) return { words: '' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const plain = shorten(text.replace(/<[^>]*>/g, ' '));
    return plain ? { message: plain, words: plain } : { words: '' };
  }
  const whole = asObject(parsed);
  const choice = asObject(Array.isArray(whole.choices) ? whole.choices[0] : undefined);
  const error = whole.error ?? asObject(whole.x_groq).error ?? choice.error ?? whole.detail ?? whole.message ?? parsed;
  const detail = asObject(error);
  const message = shorten(
    typeof error === 'string' ? error : typeof detail.message === 'string' ? detail.message : JSON.stringify(error),
  );
  const status = [detail.code, detail.status, detail.http_status_code, whole.code].find(
    (code) => typeof code === 'number',
  );
  return {
    message,
    words: `${detail.code ?? whole.code ?? ''} ${detail.type ?? whole.error_type ?? whole.type ?? ''} ${message}`,
    ...(typeof status === 'number' && status >= 300 && status < 600 ? { status } : {}),
  };
}

function shorten(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
