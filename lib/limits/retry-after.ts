import { endpointNowMs, parseHttpDate } from './instant.ts';

/**
 * How long the endpoint asks to wait, in seconds: milliseconds in a header of their own (OpenAI, Azure), else
 * `Retry-After` as seconds or HTTP date (RFC 9110 §10.2.3), else Google's `RetryInfo` in the body of a refusal.
 * Undefined if it does not say, or says nothing that can be read; a date in the past is 0.
 *
 * @param headers names in Go's canonical case
 * @param nowMs the current time, milliseconds since the epoch, for the date form
 * @param refusal the body or the error frame of a refusal
 */
export function retryAfterSeconds(
  headers: Record<string, string>,
  nowMs: number,
  refusal?: string,
): number | undefined {
  const ms = headers['Retry-After-Ms'] || headers['X-Ms-Retry-After-Ms'];
  const value = headers['Retry-After'];
  if (ms === undefined && value === undefined && refusal === undefined) return undefined;
  const plainNumber = /^\d{1,15}(\.\d+)?$/;
  if (ms !== undefined && plainNumber.test(ms)) return Number(ms) / 1000;
  if (value !== undefined && plainNumber.test(value)) return Number(value);
  const at = parseHttpDate(value);
  if (at !== undefined) return Math.max(0, (at - endpointNowMs(headers, nowMs)) / 1000);
  const [, seconds] = /"retryDelay":\s*"(\d{1,15}(?:\.\d+)?)s"/.exec(refusal ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
