/**
 * How long the endpoint asks to wait, in seconds: `retry-after-ms`, else `Retry-After` as seconds or HTTP date
 * (RFC 9110 §10.2.3). Undefined if it does not say, or says nothing that can be read; a date in the past is 0.
 *
 * @param nowMs the current time, milliseconds since the epoch, for the date form
 */
export function retryAfterSeconds(headers: Record<string, string>, nowMs: number): number | undefined {
  const ms = header(headers, 'retry-after-ms');
  if (ms !== undefined && plainNumber.test(ms)) return Number(ms) / 1000;
  const value = header(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (plainNumber.test(value)) return Number(value);
  const at = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, (at - nowMs) / 1000);
}

const plainNumber = /^\d{1,15}(\.\d+)?$/;
/** Engines read far more than this as a date, each its own. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function header(headers: Record<string, string>, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : headers[found]?.trim();
}
