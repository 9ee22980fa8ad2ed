import { endpointNowMs, parseHttpDate } from './instant.ts';

/**
 * How long the endpoint asks to wait, in seconds: milliseconds in a header of their own (OpenAI, Azure), else
 * `Retry-After` as seconds or HTTP date (RFC 9110 §10.2.3), else Google's `RetryInfo` in the body of a refusal.
 * Undefined if it does not say, or says nothing that can be read; a date in the past is 0.
 *
 * @param nowMs the current time, milliseconds since the epoch, for the date form
 * @param refusal the body or the error frame of a refusal
 */
export function retryAfterSeconds(
  headers: Record<string, string>,
  nowMs: number,
  refusal?: string,
): number | undefined {
  let ms: string | undefined;
  let value: string | undefined;
  for (const name in headers) {
    // A short comparison for each header of each reply, rather than a copy of the name.
    const { length } = name;
    if (length !== 11 && length !== 14 && length !== 19) continue;
    const lower = name.toLowerCase();
    if (lower === 'retry-after-ms' || lower === 'x-ms-retry-after-ms') ms = headers[name]?.trim() || ms;
    else if (lower === 'retry-after') value = headers[name]?.trim();
  }
  if (ms === undefined && value === undefined && refusal === undefined) return undefined;
  const plainNumber = /^\d{1,15}(\.\d+)?$/;
  if (ms !== undefined && plainNumber.test(ms)) return Number(ms) / 1000;
  if (value !== undefined && plainNumber.test(value)) return Number(value);
  const at = parseHttpDate(value);
  if (at !== undefined) return Math.max(0, (at - endpointNowMs(headers, nowMs)) / 1000);
  const [, seconds] = /"retryDelay":\s*"(\d{1,15}(?:\.\d+)?)s"/.exec(refusal ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
