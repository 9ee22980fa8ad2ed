import { asObject } from '../measure/json-object.ts';
import type { Failure, FailureKind } from './protocol.ts';
import { shorten } from './shorten.ts';

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
  // An error frame is cut at some length, a body is whole.
  const told = describe(body || errorFrame, !body);
  const kind = status >= 300 ? kindOf(status, told) : kindInReply(told);
  if (told.message === '') return { kind };
  // What was cut off is not known, and what is left may be of the answer.
  return { kind, message: told.isCut ? 'an error too long to be kept whole' : told.message };
}

function kindOf(status: number, told: Told): FailureKind {
  if (status === 402 || (status === 429 && isQuota(told))) return 'quota';
  if (status === 429) return isOverloaded(told) ? 'overloaded' : 'rate_limited';
  if (status === 401 || status === 403) return 'auth';
  if (status === 498 || status === 503 || status === 529) return 'overloaded';
  if (status === 400 && isAuth(told)) return 'auth';
  if (status === 400 || status === 404 || status === 413 || status === 422) return 'bad_request';
  return 'http_error';
}

/** An error told inside a reply with status 200: an error of the stream, unless it says that it is a limit. */
function kindInReply(told: Told): FailureKind {
  if (isQuota(told)) return 'quota';
  if (told.status === undefined && saysRate(told.codes)) return 'rate_limited';
  if (told.status === undefined && saysOverloaded(told.codes)) return 'overloaded';
  const kind = kindOf(told.status ?? 0, told);
  return kind === 'quota' || kind === 'rate_limited' || kind === 'overloaded' ? kind : 'stream_error';
}

// The patterns stand inside the functions: each virtual user would hold its own compiled ones, and few ever fail.

/**
 * Codes and types decide before words do: OpenAI's and Groq's messages about a mere rate limit link to their billing
 * page, and a run that takes them for an empty account stops at once.
 */
function isQuota({ codes, message, daily }: Told): boolean {
  const quotaCodes =
    /\b(insufficient_quota|exceeded_current_quota|credit_balance|billing|\w+_spend_limit|\w+_usage_limit|quota_exceeded)/i;
  const quotaWords = /insufficient (quota|balance|credits?|funds)|credit balance is|spend(ing)? limit/i;
  return quotaCodes.test(codes) || quotaWords.test(message) || daily;
}

/** xAI and Gemini refuse a key with 400. */
function isAuth({ codes, message }: Told): boolean {
  return /api[_ ]key[_ ](not[_ ]valid|invalid)|(incorrect|invalid)[_ ]api[_ ]key/i.test(`${codes} ${message}`);
}

function isOverloaded({ codes, message, isText }: Told): boolean {
  // Cloud Run's page when no instance could take the request in time; AWS says it of limits, but as JSON.
  if (isText && /\brate exceeded\.?$/i.test(message)) return true;
  return !saysRate(codes) && saysOverloaded(`${codes} ${message}`);
}

function saysRate(codes: string): boolean {
  return /\b(rate_limit|rate_limited|too_many_requests)/i.test(codes);
}

function saysOverloaded(words: string): boolean {
  return /overloaded|unavailable_error|resource.unavailable|high demand|model is not ready/i.test(words);
}

interface Told {
  message: string;
  /** Everything that names the kind of error: code, type, status. */
  codes: string;
  /** The allowance that is used up comes back tomorrow. */
  daily: boolean;
  /** No JSON: plain text or a page. */
  isText?: true;
  /** The beginning of a frame, and not only what it says of the error. */
  isCut?: boolean;
  /** An HTTP status told inside the reply. */
  status?: number;
}

function describe(text = '', isFrame = false): Told {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const start = text.slice(0, 4096);
    parsed = errorOfCutFrame(start);
    if (parsed === undefined) {
      const message = shorten(start.replace(/<[^<>]*>/g, ' '));
      return { message, codes: '', daily: false, isText: true, isCut: isFrame && /^\s*[{[]/.test(start) };
    }
  }
  // Gemini wraps its error object in an array.
  const whole = asObject(Array.isArray(parsed) ? parsed[0] : parsed);
  const choice = asObject(Array.isArray(whole.choices) ? whole.choices[0] : undefined);
  const inner = asObject(whole.x_groq).error ?? asObject(whole.response).error ?? choice.error;
  const error = whole.error ?? inner ?? whole.detail ?? whole.message ?? parsed;
  const detail = asObject(Array.isArray(error) ? error[0] : error);
  const named = [detail.code, detail.type, detail.status, whole.code, whole.error_type, whole.type];
  const status = [detail.code, detail.status, detail.http_status_code, whole.code, whole.status].map(httpStatus);
  const told = status.find((one) => one !== undefined);
  return {
    message: shorten(messageOf(error, detail)),
    codes: named.filter((name) => typeof name === 'string').join(' '),
    // Gemini tells an allowance of the day from one of the minute only by this.
    daily: /"quotaId":\s*"[^"]*PerDay/.test(text),
    ...(told === undefined ? {} : { status: told }),
  };
}

/** A frame of the Responses API holds the whole response beside its error, and is cut when it is kept. */
function errorOfCutFrame(text: string): unknown {
  const found = /^\s*\{.*?"error":\s*(\{[^{}]*\})/s.exec(text)?.[1];
  try {
    return found && { error: JSON.parse(found) };
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown, detail: Record<string, unknown>): string {
  const message = [error, detail.message, detail.msg].find((one) => typeof one === 'string');
  if (typeof message === 'string') return message;
  try {
    return JSON.stringify(error);
  } catch {
    return 'an error nested too deeply to be shown';
  }
}

function httpStatus(code: unknown): number | undefined {
  const status = typeof code === 'number' || typeof code === 'string' ? Number(code) : 0;
  return Number.isInteger(status) && status >= 300 && status < 600 ? status : undefined;
}
