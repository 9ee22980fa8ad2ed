import { asObject, parseObject } from '../measure/json-object.ts';
import type { Failure, FailureKind } from './protocol.ts';
import { shorten } from './shorten.ts';

/**
 * What a failed reply of Bedrock means. The type of an error is in the header `x-amzn-ErrorType`, in `__type` of the
 * body, or in the exception message of a stream, whose names begin in lower case.
 */
export function bedrockConverseFailure(
  status: number,
  headers: Record<string, string>,
  body: string | undefined,
  errorFrame: string | undefined,
): Failure {
  const whole = parseObject(body || errorFrame || '');
  const payload = asObject(whole.payload);
  const output = asObject(whole.Output);
  const named = [
    whole[':exception-type'],
    whole[':error-code'],
    whole.__type,
    output.__type,
    headers['X-Amzn-Errortype'],
  ];
  // `ThrottlingException:http://…` and `com.amazon.coral.service#UnknownOperationException`
  const type = String(named.find((name) => typeof name === 'string') ?? '').replace(/^.*#|:.*$/g, '');
  const said = [payload.message, whole[':error-message'], whole.message, whole.Message, output.message];
  const words =
    said.find((text) => typeof text === 'string') ?? (type === '' ? (body ?? '').replace(/<[^<>]*>/g, ' ') : type);
  const message = shorten(String(words).slice(0, 4096));
  const kind = status >= 300 ? kindOf(status, type, message) : kindInStream(type, message);
  return message === '' ? { kind } : { kind, message };
}

function kindOf(status: number, type: string, message: string): FailureKind {
  const limited = kindOfLimit(type, message);
  if (limited !== undefined) return limited;
  if (status === 429) return 'rate_limited';
  if (status === 402) return 'quota';
  if (status === 401 || status === 403) return 'auth';
  if (status === 503) return 'overloaded';
  // 424 is an error of the model's own making, 408 its time-out.
  return status === 400 || status === 404 || status === 413 || status === 422 ? 'bad_request' : 'http_error';
}

function kindInStream(type: string, message: string): FailureKind {
  return kindOfLimit(type, message) ?? 'stream_error';
}

/** The same names under an HTTP status and in a stream, where the status says 200. */
function kindOfLimit(type: string, message: string): FailureKind | undefined {
  const name = type.toLowerCase();
  // An allowance of the day is refused in the same way as one of the minute, but for its words.
  if (/^(throttling|servicequotaexceeded)/.test(name)) return /\bper day\b/i.test(message) ? 'quota' : 'rate_limited';
  if (/^(serviceunavailable|modelnotready)/.test(name)) return 'overloaded';
  return undefined;
}
